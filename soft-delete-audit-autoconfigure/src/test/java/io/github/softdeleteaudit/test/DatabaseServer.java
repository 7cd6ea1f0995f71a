package io.github.softdeleteaudit.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running database server.
 *
 * @param database the kind of database
 * @param administration a connection that may create and drop databases
 */
record DatabaseServer(TestDatabase database, DatabaseConnection administration) {

	private static final Pattern URL = Pattern.compile("(jdbc:[a-z]+://[^/?]+)(?:/([^?]*))?(\\?.*)?");

	static DatabaseServer at(TestDatabase database, String url, String username, String password) {
		return new DatabaseServer(database,
				new DatabaseConnection(database, parse(url).group(2), url, username, password));
	}

	DatabaseConnection connectionTo(String name) {
		Matcher url = parse(this.administration.url());
		String parameters = (url.group(3) != null) ? url.group(3) : "";
		return new DatabaseConnection(this.database, name, url.group(1) + "/" + name + parameters,
				this.administration.username(), this.administration.password());
	}

	private static Matcher parse(String url) {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"Not a JDBC URL like jdbc:postgresql://host:5432/database or jdbc:mariadb://host:3306/: " + url);
		}
		return matcher;
	}

}

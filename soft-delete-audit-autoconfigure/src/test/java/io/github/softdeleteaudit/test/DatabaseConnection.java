package io.github.softdeleteaudit.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How to connect to a database made by {@link TestDatabase#create()}. Closing it drops
 * the database.
 *
 * @param database the kind of database
 * @param name the database's own name
 * @param url the JDBC URL
 * @param username the user name
 * @param password the password
 */
public record DatabaseConnection(TestDatabase database, String name, String url, String username,
		String password) implements AutoCloseable {

	/**
	 * Open a plain JDBC connection.
	 * @return a new connection, to be closed by the caller
	 * @throws SQLException if the database cannot be reached
	 */
	public Connection open() throws SQLException {
		return DriverManager.getConnection(this.url, this.username, this.password);
	}

	/**
	 * Read by a connection that stays open as long as the database: of a new one, a
	 * server first has to learn all tables.
	 * @param <T> the type of the result
	 * @param work what to read, one at a time
	 * @return what was read
	 */
	<T> T read(Reading<T> work) {
		return this.database.read(this, work);
	}

	/**
	 * Execute SQL statements, each in a transaction of its own.
	 * @param statements the statements
	 */
	public void execute(String... statements) {
		try (Connection connection = open(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Failed on " + this.url + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * This connection as {@code spring.datasource} properties.
	 * @return properties for an application context runner or for a test's environment
	 */
	public String[] toProperties() {
		return new String[] { "spring.datasource.url=" + this.url, "spring.datasource.username=" + this.username,
				"spring.datasource.password=" + this.password };
	}

	@Override
	public void close() {
		this.database.close(this);
	}

	/**
	 * What is read by plain JDBC.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Reading<T> {

		T read(Connection connection) throws SQLException;

	}

}

package io.github.softdeleteaudit.shapes.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Records what is executed with which parameters, and asks PostgreSQL how it does that.
 */
final class Plans {

	private static final Pattern PARAMETER = Pattern.compile("\\?");

	private final List<Executed> executed = new CopyOnWriteArrayList<>();

	void clear() {
		this.executed.clear();
	}

	/**
	 * Return what was executed since the last {@link #clear()} on a table.
	 */
	List<Executed> of(String table) {
		return this.executed.stream().filter((each) -> each.sql.matches("(?s).*\\b" + table + "\\b.*")).toList();
	}

	DataSource recording(DataSource dataSource) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				return recording(super.getConnection());
			}

		};
	}

	private Connection recording(Connection connection) {
		return proxy(Connection.class, connection, (method, arguments, result) -> {
			if (result instanceof PreparedStatement statement && method.getName().equals("prepareStatement")) {
				return recording(statement, (String) arguments[0]);
			}
			return result;
		});
	}

	private PreparedStatement recording(PreparedStatement statement, String sql) {
		Map<Integer, Binding> bindings = new LinkedHashMap<>();
		return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
			if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
				bindings.put((Integer) arguments[0], new Binding(method, arguments));
			}
			else if (method.getName().startsWith("execute")) {
				this.executed.add(new Executed(sql, List.copyOf(bindings.values())));
			}
			return result;
		});
	}

	private static <T> T proxy(Class<T> type, T target, Interception interception) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					return interception.after(method, arguments, method.invoke(target, arguments));
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	/**
	 * What is done when a method has returned.
	 */
	private interface Interception {

		Object after(Method method, Object[] arguments, Object result) throws SQLException;

	}

	/**
	 * A statement with its parameters.
	 */
	record Executed(String sql, List<Binding> bindings) {

		/**
		 * Return the plan for these parameters, as PostgreSQL makes it for the first
		 * executions of a statement.
		 */
		String plan(Connection connection) {
			try (PreparedStatement statement = connection.prepareStatement("explain " + this.sql)) {
				for (Binding binding : this.bindings) {
					binding.method.invoke(statement, binding.arguments);
				}
				try (ResultSet rows = statement.executeQuery()) {
					StringJoiner lines = new StringJoiner("\n");
					while (rows.next()) {
						lines.add(rows.getString(1));
					}
					return lines.toString();
				}
			}
			catch (SQLException | ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * Return the plan for any parameters, to which PostgreSQL goes over when a
		 * statement is executed often.
		 */
		String genericPlan(Connection connection) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			int[] count = { 0 };
			String numbered = PARAMETER.matcher(this.sql)
				.replaceAll((match) -> Matcher.quoteReplacement("$" + ++count[0]));
			String nulls = Stream.generate(() -> "null").limit(count[0]).collect(Collectors.joining(", ", "(", ")"));
			jdbc.execute("set plan_cache_mode = force_generic_plan");
			jdbc.execute("prepare often as " + numbered);
			try {
				return String.join("\n",
						jdbc.queryForList("explain execute often" + ((count[0] > 0) ? nulls : ""), String.class));
			}
			finally {
				jdbc.execute("deallocate often");
				jdbc.execute("reset plan_cache_mode");
			}
		}

	}

	/**
	 * A call that set a parameter.
	 */
	private record Binding(Method method, Object[] arguments) {
	}

}

package io.github.softdeleteaudit.unique;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import io.github.softdeleteaudit.schema.ExistingTables;

import io.github.softdeleteaudit.schema.SchemaMode;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.hibernate.tool.schema.Action;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator.ActionGrouping;

/**
 * Looks at the database before Hibernate updates the schema, so that no index is tried
 * that cannot be, and when it has done with it, since it passes over errors.
 */
final class LiveIndexObserver implements SessionFactoryObserver {

	private static final long serialVersionUID = 1L;

	private static final Log logger = LogFactory.getLog(LiveIndexObserver.class);

	private final transient LiveIndexChecks checks;

	private final transient LiveIndexSchema schema;

	private final transient SessionFactoryImplementor factory;

	private final SchemaMode mode;

	private Action action = Action.NONE;

	LiveIndexObserver(LiveIndexChecks checks, LiveIndexSchema schema, SessionFactoryImplementor factory,
			SchemaMode mode) {
		this.checks = checks;
		this.schema = schema;
		this.factory = factory;
		this.mode = mode;
	}

	/**
	 * Look at the database before Hibernate touches the schema.
	 * @throws LiveIndexSchemaException if live rows have the same key
	 */
	void beforeSchema(Metadata metadata) {
		Map<String, Object> settings = settings();
		this.action = ActionGrouping.interpret(metadata, settings)
			.stream()
			.map(ActionGrouping::databaseAction)
			.filter((each) -> each != Action.NONE)
			.findFirst()
			.orElse(Action.NONE);
		if (this.action == Action.UPDATE && isDatabaseKnown()) {
			withConnection((connection) -> {
				ExistingTables existing = this.checks.existing(connection);
				stop(this.checks.duplicates(connection, existing));
				this.schema.leaveOut(existing);
			});
		}
	}

	@Override
	public void sessionFactoryCreated(SessionFactory created) {
		this.schema.leaveOut(null);
		if (this.mode == SchemaMode.NONE) {
			return;
		}
		switch (this.action) {
			case NONE, VALIDATE, UPDATE, CREATE, CREATE_DROP, CREATE_ONLY -> {
				if (isDatabaseKnown()) {
					check();
				}
			}
			default -> {
			}
		}
	}

	private void check() {
		try {
			withConnection(this::check);
		}
		catch (JDBCException ex) {
			if (this.action != Action.NONE) {
				throw ex;
			}
			logger.warn("Cannot look up the indexes over live rows", ex);
		}
	}

	private void check(Connection connection) throws SQLException {
		ExistingTables existing = this.checks.existing(connection);
		List<Problem> missing = this.checks.missing(existing, false);
		List<Problem> unasked = this.checks.missing(existing, true);
		if (this.action != Action.NONE) {
			stop(missing);
		}
		else if (this.mode == SchemaMode.HIBERNATE) {
			warn(missing);
		}
		// the database may still have the constraint that the index would stand for
		if (this.action != Action.NONE && this.action != Action.VALIDATE) {
			stop(unasked);
		}
		else if (this.mode == SchemaMode.HIBERNATE) {
			warn(unasked);
		}
		this.checks.blocking(existing).forEach(logger::warn);
	}

	private static void warn(List<Problem> problems) {
		problems.forEach((problem) -> logger.warn(problem.description() + " " + problem.remedy()));
	}

	private static void stop(List<Problem> problems) {
		if (!problems.isEmpty()) {
			throw new LiveIndexSchemaException(problems);
		}
	}

	// tenants may have databases of their own, and there may be none at the start
	private boolean isDatabaseKnown() {
		return !this.factory.getSessionFactoryOptions().isMultiTenancyEnabled() && (this.action != Action.NONE
				|| !"false".equals(String.valueOf(settings().get(JdbcSettings.ALLOW_METADATA_ON_BOOT))));
	}

	private Map<String, Object> settings() {
		return this.factory.getServiceRegistry().requireService(ConfigurationService.class).getSettings();
	}

	private void withConnection(Work work) {
		JdbcConnectionAccess access = this.factory.getJdbcServices().getBootstrapJdbcConnectionAccess();
		try {
			Connection connection = access.obtainConnection();
			try {
				work.execute(connection);
			}
			finally {
				access.releaseConnection(connection);
			}
		}
		catch (SQLException ex) {
			throw this.factory.getJdbcServices()
				.getSqlExceptionHelper()
				.convert(ex, "Cannot look up the indexes over live rows");
		}
	}

	/**
	 * What is done with a connection.
	 */
	private interface Work {

		void execute(Connection connection) throws SQLException;

	}

}

package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.Locale;

import io.github.softdeleteaudit.benchmarks.coreaudited.CoreAuditedApplication;
import io.github.softdeleteaudit.benchmarks.filtered.FilteredApplication;
import io.github.softdeleteaudit.benchmarks.handwritten.HandwrittenApplication;
import io.github.softdeleteaudit.benchmarks.javers.JaversApplication;
import io.github.softdeleteaudit.benchmarks.jdbc.JdbcApplication;
import io.github.softdeleteaudit.benchmarks.plain.PlainApplication;
import io.github.softdeleteaudit.benchmarks.softdelete.SoftDeleteApplication;
import io.github.softdeleteaudit.benchmarks.starter.StarterApplication;

/**
 * What is compared. The alternatives are in the order of the report.
 */
public enum Alternative {

	/** The same entities without anything: the floor. */
	PLAIN("plain entity", PlainApplication.class, Audit.NONE),

	/** The same effect by hand in SQL: the limit. */
	JDBC("plain JDBC", JdbcApplication.class, Audit.STARTER),

	STARTER("this starter", StarterApplication.class, Audit.STARTER),

	HANDWRITTEN("@SQLDelete + Envers", HandwrittenApplication.class, Audit.ENVERS),

	BATCHED("@SQLDelete + Envers, batched", HandwrittenApplication.class, Audit.ENVERS),

	SOFT_DELETE("@SoftDelete + Envers", SoftDeleteApplication.class, Audit.ENVERS),

	FILTER("auto-enabled @Filter + Envers", FilteredApplication.class, Audit.ENVERS),

	CORE_AUDITED("Hibernate @Audited", CoreAuditedApplication.class, Audit.ENVERS),

	JAVERS("@SQLDelete + JaVers", JaversApplication.class, Audit.JAVERS);

	private final String label;

	final Class<?> application;

	final Audit audit;

	Alternative(String label, Class<?> application, Audit audit) {
		this.label = label;
		this.application = application;
		this.audit = audit;
	}

	/**
	 * Its name for people.
	 * @return the name
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The properties that its application has and others have not.
	 */
	List<String> properties(Database database) {
		return switch (this) {
			case PLAIN, CORE_AUDITED, JAVERS ->
				List.of("spring.jpa.properties.hibernate.integration.envers.enabled=false");
			case JDBC -> List.of("spring.sql.init.schema-locations=%1$s.sql,%1$s-%2$s.sql".formatted(
					"classpath:io/github/softdeleteaudit/benchmarks/jdbc/schema",
					database.name().toLowerCase(Locale.ROOT)));
			case BATCHED -> List.of("spring.jpa.properties.hibernate.jdbc.batch_size=50",
					"spring.jpa.properties.hibernate.order_inserts=true",
					"spring.jpa.properties.hibernate.order_updates=true");
			default -> List.of();
		};
	}

	/**
	 * Whether a delete keeps the row.
	 */
	boolean deletesSoftly() {
		return this != PLAIN && this != CORE_AUDITED;
	}

	/**
	 * How many audit rows one operation writes.
	 * @param operation what is done
	 * @param rows how many rows it changes
	 */
	int auditRows(Operation operation, int rows) {
		return switch (this) {
			case PLAIN -> 0;
			case JDBC, STARTER, CORE_AUDITED -> rows;
			// nothing sees the statement that takes back a delete
			case HANDWRITTEN, BATCHED, SOFT_DELETE, FILTER -> (operation != Operation.RESTORE) ? rows : 0;
			// it sees what is given to the repository, not what Hibernate cascades to
			case JAVERS -> (operation != Operation.CASCADE) ? rows : 1;
		};
	}

	/** What is done. */
	enum Operation {

		CREATE, UPDATE, DELETE, RESTORE, CASCADE

	}

	/** The shape of the audit tables. */
	enum Audit {

		NONE, ENVERS, STARTER, JAVERS;

		List<String> tables() {
			return switch (this) {
				case NONE -> List.of();
				case ENVERS, STARTER -> List.of("purchase_aud", "customer_aud");
				case JAVERS -> List.of("jv_snapshot");
			};
		}

	}

}

package io.github.softdeleteaudit.schema;

import java.util.Objects;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The schema of the mapped entities as scripts for migrations: their tables, keys and
 * sequences, and all that the starter adds, such as audit tables, the revision table,
 * indexes over live and deleted rows and the columns that these need. Scripts are in the
 * SQL of the database that the application is set up for, and are returned, not run.
 * <p>
 * It makes no difference who looks after the schema ({@code soft-delete-audit.schema}).
 * Features that are switched off are not part of it. Safe for use by several threads.
 */
public final class SchemaScripts {

	private final UnitSchema schema;

	/**
	 * Create the scripts of a persistence unit.
	 * @param entityManagerFactory its entity manager factory
	 * @throws IllegalArgumentException if the factory was made without the starter
	 */
	public SchemaScripts(EntityManagerFactory entityManagerFactory) {
		UnitSchema found = UnitSchema
			.find(entityManagerFactory.unwrap(SessionFactoryImplementor.class).getServiceRegistry());
		if (found == null) {
			throw new IllegalArgumentException("The entity manager factory was made without the starter.");
		}
		this.schema = found;
	}

	/**
	 * Return the script that creates the whole schema in an empty database. Its downgrade
	 * drops it, with all data. Needs no connection.
	 * @return the script
	 */
	public SchemaScript create() {
		return this.schema.create();
	}

	/**
	 * Compare what is mapped with the application's database, and take nothing for
	 * renamed.
	 * @return the script that leads from what the database has to what is mapped; empty
	 * if there is no difference
	 * @throws IllegalStateException if each tenant has a database of its own, or if the
	 * database is none of PostgreSQL, MariaDB, MySQL and H2
	 * @throws org.hibernate.JDBCException if the database cannot be read
	 */
	public SchemaScript difference() {
		return difference(DifferenceOptions.none());
	}

	/**
	 * Compare what is mapped with a database. Tables that are not mapped are left alone,
	 * as are columns that are not mapped, unless the options say otherwise. An index, a
	 * unique key or a foreign key over the same columns will do under any name.
	 * @param options what the comparison cannot know by itself
	 * @return the script that leads from what the database has to what is mapped; empty
	 * if there is no difference
	 * @throws IllegalArgumentException if the options name a column that is not mapped
	 * @throws IllegalStateException if each tenant has a database of its own, and the
	 * options name none, or if the database is none of PostgreSQL, MariaDB, MySQL and H2
	 * @throws org.hibernate.JDBCException if the database cannot be read
	 */
	public SchemaScript difference(DifferenceOptions options) {
		return this.schema.difference(Objects.requireNonNull(options, "The options must not be null"), false);
	}

}

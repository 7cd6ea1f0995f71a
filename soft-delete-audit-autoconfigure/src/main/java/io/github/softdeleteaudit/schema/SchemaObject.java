package io.github.softdeleteaudit.schema;

import java.util.List;

import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.mapping.Table;

/**
 * What a package adds to the schema that Hibernate's model of it cannot hold. For the
 * starter's own packages.
 */
public interface SchemaObject extends AuxiliaryDatabaseObject {

	/**
	 * Compare what it adds to a table with what the database has.
	 * @param table the table
	 * @param existing what the database has; if it has not the table, that will be
	 * created before
	 * @param needed whether only what is needed, and not what can be dropped
	 * @return what there is to change
	 */
	List<SchemaChange> changes(Table table, ExistingTables existing, boolean needed);

}

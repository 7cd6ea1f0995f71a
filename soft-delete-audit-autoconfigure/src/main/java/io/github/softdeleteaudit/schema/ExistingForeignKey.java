package io.github.softdeleteaudit.schema;

import java.sql.DatabaseMetaData;
import java.util.List;

/**
 * A foreign key that the database has.
 *
 * @param name its name, as the database has it
 * @param table the table, as a statement names it
 * @param columns its columns, as the database names them
 * @param referencedTable the table that it refers to, as a statement names it
 * @param referencedColumns the columns that it refers to
 * @param deleteRule what a delete does, as JDBC says it
 */
record ExistingForeignKey(String name, String table, List<String> columns, String referencedTable,
		List<String> referencedColumns, int deleteRule) {

	boolean isOf(String table) {
		return ExistingTables.normal(this.table).equals(table);
	}

	boolean refersTo(String table) {
		return ExistingTables.normal(this.referencedTable).equals(table);
	}

	String create() {
		String rule = switch (this.deleteRule) {
			case DatabaseMetaData.importedKeyCascade -> " on delete cascade";
			case DatabaseMetaData.importedKeySetNull -> " on delete set null";
			default -> "";
		};
		return "alter table %s add constraint %s foreign key (%s) references %s (%s)%s".formatted(this.table, this.name,
				String.join(", ", this.columns), this.referencedTable, String.join(", ", this.referencedColumns), rule);
	}

}

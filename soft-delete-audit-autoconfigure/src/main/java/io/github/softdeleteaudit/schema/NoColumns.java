package io.github.softdeleteaudit.schema;

import java.util.List;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.tool.schema.extract.spi.ColumnInformation;
import org.hibernate.tool.schema.extract.spi.ForeignKeyInformation;
import org.hibernate.tool.schema.extract.spi.IndexInformation;
import org.hibernate.tool.schema.extract.spi.PrimaryKeyInformation;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.jspecify.annotations.Nullable;

/**
 * A table without columns, to which Hibernate adds all that it is given.
 *
 * @param name the table's name
 */
record NoColumns(QualifiedTableName name) implements TableInformation {

	@Override
	public QualifiedTableName getName() {
		return this.name;
	}

	@Override
	public boolean isPhysicalTable() {
		return true;
	}

	@Override
	public @Nullable String getComment() {
		return null;
	}

	@Override
	public @Nullable ColumnInformation getColumn(Identifier name) {
		return null;
	}

	@Override
	public @Nullable PrimaryKeyInformation getPrimaryKey() {
		return null;
	}

	@Override
	public Iterable<ForeignKeyInformation> getForeignKeys() {
		return List.of();
	}

	@Override
	public @Nullable ForeignKeyInformation getForeignKey(Identifier name) {
		return null;
	}

	@Override
	public Iterable<IndexInformation> getIndexes() {
		return List.of();
	}

	@Override
	public @Nullable IndexInformation getIndex(Identifier name) {
		return null;
	}

	@Override
	public void addColumn(ColumnInformation column) {
		throw new UnsupportedOperationException();
	}

}

package io.github.softdeleteaudit.schema;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.QualifiedSequenceName;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Tells Hibernate's exporters that a table is there already.
 *
 * @param names how names are written
 */
record MigrationContext(SqlStringGenerationContext names) implements SqlStringGenerationContext {

	@Override
	public Dialect getDialect() {
		return this.names.getDialect();
	}

	@Override
	public Identifier toIdentifier(String text) {
		return this.names.toIdentifier(text);
	}

	@Override
	public @Nullable Identifier getDefaultCatalog() {
		return this.names.getDefaultCatalog();
	}

	@Override
	public @Nullable Identifier getDefaultSchema() {
		return this.names.getDefaultSchema();
	}

	@Override
	public String format(QualifiedTableName name) {
		return this.names.format(name);
	}

	@Override
	public String format(QualifiedSequenceName name) {
		return this.names.format(name);
	}

	@Override
	public String format(QualifiedName name) {
		return this.names.format(name);
	}

	@Override
	public String formatWithoutCatalog(QualifiedSequenceName name) {
		return this.names.formatWithoutCatalog(name);
	}

	@Override
	public boolean isMigration() {
		return true;
	}

}

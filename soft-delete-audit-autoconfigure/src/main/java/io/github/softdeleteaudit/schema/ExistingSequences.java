package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedSequenceName;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.tool.schema.extract.spi.ExtractionContext.EmptyExtractionContext;
import org.hibernate.tool.schema.extract.spi.SequenceInformation;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that the database has.
 * <p>
 * Relies on the dialect's extractor, by which Hibernate reads them itself.
 */
final class ExistingSequences {

	private final SchemaContext context;

	/** By schema, where the database has told one, and name. */
	private final Map<String, @Nullable Number> increments = new HashMap<>();

	private @Nullable String defaultSchema;

	private ExistingSequences(SchemaContext context) {
		this.context = context;
	}

	static ExistingSequences none(SchemaContext context) {
		return new ExistingSequences(context);
	}

	static ExistingSequences read(Connection connection, SchemaContext context) throws SQLException {
		ExistingSequences existing = new ExistingSequences(context);
		existing.defaultSchema = connection.getSchema();
		for (SequenceInformation sequence : context.dialect()
			.getSequenceInformationExtractor()
			.extractMetadata(new Extraction(connection, context))) {
			QualifiedSequenceName name = sequence.getSequenceName();
			existing.increments.put(existing.key(text(name.getSchemaName()), name.getSequenceName().getText()),
					sequence.getIncrementValue());
		}
		return existing;
	}

	private static @Nullable String text(@Nullable Identifier identifier) {
		return (identifier != null) ? identifier.getText() : null;
	}

	private String key(@Nullable String schema, String name) {
		String normal = ExistingTables.normal(name);
		return (schema == null || schema.isEmpty() || schema.equals(this.defaultSchema)) ? normal
				: ExistingTables.normal(schema) + "." + normal;
	}

	private String key(Sequence sequence) {
		QualifiedSequenceName name = sequence.getName();
		IdentifierHelper names = this.context.metadata().getDatabase().getJdbcEnvironment().getIdentifierHelper();
		return key(names.toMetaDataSchemaName(this.context.sql().schemaWithDefault(name.getSchemaName())),
				name.getSequenceName().getText());
	}

	boolean has(Sequence sequence) {
		return this.increments.containsKey(key(sequence));
	}

	/**
	 * Return by how much a sequence goes on at once.
	 * @return the increment, or {@code null} if the database does not say
	 */
	@Nullable Number increment(Sequence sequence) {
		return this.increments.get(key(sequence));
	}

	/**
	 * What the extractor needs.
	 */
	private static final class Extraction extends EmptyExtractionContext {

		private final Connection connection;

		private final SchemaContext context;

		Extraction(Connection connection, SchemaContext context) {
			this.connection = connection;
			this.context = context;
		}

		@Override
		public Connection getJdbcConnection() {
			return this.connection;
		}

		@Override
		public JdbcEnvironment getJdbcEnvironment() {
			return this.context.metadata().getDatabase().getJdbcEnvironment();
		}

		@Override
		public SqlStringGenerationContext getSqlStringGenerationContext() {
			return this.context.sql();
		}

	}

}

package io.github.softdeleteaudit.unique;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.schema.ExistingTables;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.boot.model.relational.QualifiedNameImpl;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * An index over live rows, in the SQL of the database.
 *
 * @param name the name by which the index is created, with its schema where the database
 * wants one
 * @param table the name of the table, with its schema if it has one
 * @param columns the columns of the key
 * @param indicator the indicator's column
 * @param indicatorNullable whether the indicator's column may be null
 * @param falseLiteral the value of the indicator that means live beside null, if there is
 * one
 * @param liveRow the name of a generated column that is null but in the rows that the
 * index is about
 * @param rows the condition of the rows of a subclass, if there is one
 * @param condition the condition of the rows that the index is about
 * @param unique whether it is that of a key
 * @param ignoreCase whether texts are compared in lower case
 * @param nullsNotDistinct whether nulls are equal to each other
 */
record LiveIndexDefinition(String name, String table, List<KeyColumn> columns, String indicator,
		boolean indicatorNullable, @Nullable String falseLiteral, String liveRow, @Nullable String rows,
		String condition, boolean unique, boolean ignoreCase, boolean nullsNotDistinct) {

	static LiveIndexDefinition of(LiveIndexMapping index, Metadata metadata, SqlStringGenerationContext context) {
		Dialect dialect = context.getDialect();
		var identifier = metadata.getDatabase().toIdentifier(index.name());
		var tableName = index.table().getQualifiedTableName();
		String name = dialect.qualifyIndexName() ? context
			.format(new QualifiedNameImpl(tableName.getCatalogName(), tableName.getSchemaName(), identifier) {
			}) : identifier.render(dialect);
		return new LiveIndexDefinition(name, context.format(tableName),
				index.columns().stream().map((column) -> KeyColumn.of(column, metadata)).toList(),
				index.indicator().getQuotedName(dialect), index.indicator().isNullable(), index.model().falseLiteral(),
				liveRow(index), index.rows(), index.condition(), index.unique(), index.ignoreCase(),
				index.nullsNotDistinct());
	}

	// that of a subclass is another one
	private static String liveRow(LiveIndexMapping index) {
		return (index.rows() == null) ? "live_row"
				: GeneratedKey.named("live_row_", index.entity().getJpaEntityName(), "");
	}

	/**
	 * Return the name of an index for which none is given. Tables of the same name may be
	 * in two schemas.
	 * @param table the table
	 * @param parts what tells the index from others of the table
	 * @param suffix the end of the name
	 * @param dialect the database's dialect
	 * @return a name that needs no quotes
	 */
	static String defaultName(Table table, Stream<String> parts, String suffix, Dialect dialect) {
		String name = Stream.concat(Stream.of(table.getCatalog(), table.getSchema(), table.getName()), parts)
			.filter(Objects::nonNull)
			.map((part) -> part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"))
			.collect(Collectors.joining("_"));
		// the longest that every supported database takes, less some room
		int length = Math.min(dialect.getMaxIdentifierLength(), 60) - suffix.length();
		return ((name.length() <= length) ? name : shortened(name, name, length)) + suffix;
	}

	/**
	 * Return a name that is not too long, and another one for each original.
	 */
	static String shortened(String name, String original, int length) {
		return name.substring(0, Math.min(name.length(), length - 9)) + "_"
				+ NamingHelper.INSTANCE.hashedName(original).substring(0, 8);
	}

	/**
	 * Return the name of the index as a statement has it that names no table.
	 */
	String qualifiedName() {
		String schema = this.table.substring(0, this.table.lastIndexOf('.') + 1);
		return this.name.startsWith(schema) ? this.name : schema + this.name;
	}

	/**
	 * Return whether a condition that the database may have written in its own way can be
	 * the one of this index: whether it is of the same columns and values.
	 */
	boolean isAboutRowsOf(String definition) {
		String expected = this.indicator + ((this.rows != null) ? " " + this.rows.replace(" in (", " (") : "");
		return !expected.chars().allMatch((character) -> character < 128)
				|| words(definition).containsAll(words(expected));
	}

	/**
	 * Return whether an expression that the database may have written in its own way can
	 * be one of this index: whether it is of the same columns.
	 */
	boolean mayBe(String expression, String definition) {
		Set<String> words = words(definition);
		// some databases name a hidden column instead
		return !definition.contains("(") || this.columns.stream()
			.map((column) -> ExistingTables.normal(column.name()))
			.filter((column) -> words(expression).contains(column))
			.allMatch(words::contains);
	}

	private static Set<String> words(String sql) {
		return Stream.of(sql.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+"))
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.toSet());
	}

	/**
	 * Return the same under other names.
	 */
	LiveIndexDefinition named(String name, String table) {
		return new LiveIndexDefinition(name, table, this.columns, this.indicator, this.indicatorNullable,
				this.falseLiteral, this.liveRow, this.rows, this.condition, this.unique, this.ignoreCase,
				this.nullsNotDistinct);
	}

	/**
	 * Return the statement that creates the index, or its start.
	 * @param key what the index is over
	 */
	String create(List<String> key) {
		return create("unique", key);
	}

	/**
	 * Return the statement that creates the index, or its start.
	 * @param unique what is said if it is that of a key
	 * @param key what the index is over
	 */
	String create(String unique, List<String> key) {
		return key.stream()
			.map(LiveIndexDefinition::parenthesised)
			.collect(Collectors.joining(", ",
					"create " + (this.unique ? unique + " " : "") + "index " + this.name + " on " + this.table + " (",
					")"));
	}

	/**
	 * Return the statement that puts the index in the place of another one of its name at
	 * once.
	 * @param key what the index is over
	 */
	String replace(List<String> key) {
		return key.stream()
			.map(LiveIndexDefinition::parenthesised)
			.collect(Collectors.joining(", ", "alter table " + this.table + " drop index " + this.name + ", add "
					+ (this.unique ? "unique " : "") + "index " + this.name + " (", ")"));
	}

	private static String parenthesised(String expression) {
		return isExpression(expression) ? "(" + expression + ")" : expression;
	}

	/**
	 * Return whether a part of a key is more than a column.
	 */
	static boolean isExpression(String part) {
		return part.startsWith("case ") || part.startsWith("lower(") || part.startsWith("coalesce(");
	}

	/**
	 * Return whether a column is compared in lower case.
	 */
	boolean isLowered(KeyColumn column) {
		return this.ignoreCase && column.text();
	}

	/**
	 * Return whether the nulls of a column are equal to each other.
	 */
	boolean isNullSafe(KeyColumn column) {
		return this.nullsNotDistinct && column.nullable();
	}

	/**
	 * Return what is compared of a column.
	 */
	String compared(KeyColumn column) {
		return isLowered(column) ? "lower(" + column.name() + ")" : column.name();
	}

	/**
	 * Return the columns for which no value is known that could stand for null.
	 */
	List<String> withoutZero() {
		return this.columns.stream()
			.filter((column) -> isNullSafe(column) && column.zero() == null)
			.map(KeyColumn::name)
			.toList();
	}

}

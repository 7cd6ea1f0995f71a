package io.github.softdeleteaudit.unique;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.sql.ast.spi.StringBuilderSqlAppender;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A column of an index over live rows, in the SQL of the database.
 *
 * @param name the name, quoted where it must be
 * @param type the column's type
 * @param nullable whether it may be null
 * @param text whether it holds text
 * @param zero a value of the type, to stand for null; {@code null} where none is known
 */
record KeyColumn(String name, String type, boolean nullable, boolean text, @Nullable String zero) {

	// what may come after the type where it is not Hibernate's own
	private static final Pattern CONSTRAINTS = Pattern.compile(
			"\\s+(default|not|null|unique|primary|references|check|comment|on|auto_increment|invisible)\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

	static KeyColumn of(Column column, Metadata metadata) {
		Dialect dialect = metadata.getDatabase().getDialect();
		String type = CONSTRAINTS.matcher(column.getSqlType(metadata)).replaceFirst("");
		String collation = (column.getCollation() != null) ? " collate " + dialect.quoteCollation(column.getCollation())
				: "";
		return new KeyColumn(column.getQuotedName(dialect), type + collation, column.isNullable(),
				isText(column, metadata), zero(column.getSqlTypeCode(metadata), type, dialect));
	}

	static boolean isText(Column column, Metadata metadata) {
		return SqlTypes.isCharacterType(column.getSqlTypeCode(metadata));
	}

	// an empty text would be null itself on some databases
	private static @Nullable String zero(int code, String type, Dialect dialect) {
		if (SqlTypes.isCharacterType(code)) {
			return "'0'";
		}
		if (SqlTypes.isNumericType(code)) {
			return "0";
		}
		return switch (code) {
			case SqlTypes.BOOLEAN -> dialect.toBooleanValueString(false);
			case SqlTypes.DATE, SqlTypes.LOCAL_DATE -> "date '1970-01-01'";
			case SqlTypes.TIME, SqlTypes.LOCAL_TIME -> "time '00:00:00'";
			case SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE, SqlTypes.LOCAL_DATE_TIME,
					SqlTypes.OFFSET_DATE_TIME, SqlTypes.INSTANT ->
				timestamp(type.toLowerCase(Locale.ROOT));
			case SqlTypes.UUID -> "cast('00000000-0000-0000-0000-000000000000' as uuid)";
			case SqlTypes.BINARY, SqlTypes.VARBINARY -> {
				StringBuilderSqlAppender literal = new StringBuilderSqlAppender();
				dialect.appendBinaryLiteral(literal, new byte[16]);
				yield literal.toString();
			}
			case SqlTypes.ENUM, SqlTypes.ORDINAL_ENUM -> {
				Matcher first = LITERAL.matcher(type);
				yield first.find() ? first.group() : null;
			}
			default -> null;
		};
	}

	private static String timestamp(String type) {
		return type.contains("with time zone") ? "timestamp with time zone '1970-01-01 00:00:00+00'"
				: "timestamp '1970-01-01 00:00:00'";
	}

}

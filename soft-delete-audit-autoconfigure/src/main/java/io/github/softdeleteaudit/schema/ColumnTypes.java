package io.github.softdeleteaudit.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/**
 * Compares the type of a column with the one that is mapped, as Hibernate does when it
 * validates a schema. A wider one will do.
 */
final class ColumnTypes {

	private static final List<Integer> INTEGERS = List.of(SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER,
			SqlTypes.BIGINT);

	// as in varchar(10), varchar(10 char) and numeric(19, 2)
	private static final Pattern LIMITS = Pattern.compile("\\(\\s*(\\d+)(?:\\s+\\w+)?(?:\\s*,\\s*(\\d+))?\\s*\\)");

	private final SchemaContext context;

	ColumnTypes(SchemaContext context) {
		this.context = context;
	}

	/**
	 * What there is to do about a column's type.
	 */
	enum Fit {

		/** Nothing. */
		FITS,

		/** It can be made wider, and keeps all values. */
		TOO_NARROW,

		/** Its values have to be converted. */
		OTHER

	}

	Fit fit(Column column, ExistingColumn existing) {
		int mapped = column.getSqlTypeCode(this.context.metadata());
		int width = INTEGERS.indexOf(mapped);
		int existingWidth = INTEGERS.indexOf(existing.typeCode());
		if (width >= 0 && existingWidth >= 0) {
			return (width <= existingWidth) ? Fit.FITS : Fit.TOO_NARROW;
		}
		if (isEnum(column.getSqlType(this.context.metadata())) && isEnum(existing.type())) {
			return fit(values(column.getSqlType(this.context.metadata())), values(existing.type()));
		}
		if (!isSame(column, mapped, existing)) {
			return Fit.OTHER;
		}
		return width(column, existing);
	}

	// of MySQL and MariaDB
	private static boolean isEnum(String type) {
		return type.toLowerCase(Locale.ROOT).startsWith("enum");
	}

	private static Set<String> values(String type) {
		return Pattern.compile("'(?:[^']|'')*'")
			.matcher(type)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	private static Fit fit(Set<String> mapped, Set<String> existing) {
		if (existing.containsAll(mapped)) {
			return Fit.FITS;
		}
		return mapped.containsAll(existing) ? Fit.TOO_NARROW : Fit.OTHER;
	}

	private boolean isSame(Column column, int mapped, ExistingColumn existing) {
		Dialect dialect = this.context.dialect();
		if (dialect.equivalentTypes(mapped, existing.typeCode())
				|| normal(column.getSqlType(this.context.metadata())).equals(normal(existing.typeName()))) {
			return true;
		}
		JdbcType type = dialect.resolveSqlTypeDescriptor(existing.typeName(), existing.typeCode(), existing.size(),
				existing.scale(), this.context.metadata().getDatabase().getTypeConfiguration().getJdbcTypeRegistry());
		return dialect.equivalentTypes(mapped, type.getDefaultSqlTypeCode())
				|| SqlTypes.isCharacterType(mapped) && SqlTypes.isCharacterType(type.getDefaultSqlTypeCode())
				|| isBinary(mapped) && isBinary(type.getDefaultSqlTypeCode());
	}

	// which Hibernate calls strings too
	private static boolean isBinary(int type) {
		return SqlTypes.isStringType(type) && !SqlTypes.isCharacterType(type);
	}

	// the text of the type tells of limits, as it may be the application's own
	private Fit width(Column column, ExistingColumn existing) {
		Matcher limits = LIMITS.matcher(column.getSqlType(this.context.metadata()));
		boolean limited = limits.find();
		if (SqlTypes.isStringType(existing.typeCode())) {
			Long length = limited ? Long.valueOf(limits.group(1))
					: column.getColumnSize(this.context.dialect(), this.context.metadata()).getLength();
			// a type that takes no limit is as long as the database has it, whatever is
			// mapped
			String type = normal(column.getSqlType(this.context.metadata()));
			boolean same = !limited && !type.contains("var") && type.equals(normal(existing.typeName()));
			return (same || length == null || existing.size() >= length) ? Fit.FITS : Fit.TOO_NARROW;
		}
		// PostgreSQL's without limits says that it has none
		if (!limited || existing.size() == 0 || !SqlTypes.isNumericOrDecimal(existing.typeCode())) {
			return Fit.FITS;
		}
		int scale = (limits.group(2) != null) ? Integer.parseInt(limits.group(2)) : 0;
		int digits = Integer.parseInt(limits.group(1)) - scale;
		int existingDigits = existing.size() - existing.scale();
		if (existingDigits >= digits && existing.scale() >= scale) {
			return Fit.FITS;
		}
		// one that loses digits on either side keeps not all values
		return (digits >= existingDigits && scale >= existing.scale()) ? Fit.TOO_NARROW : Fit.OTHER;
	}

	private static String normal(String type) {
		String name = type.replaceAll("\\(.*", "").trim().toLowerCase(Locale.ROOT);
		return switch (name) {
			case "int" -> "integer";
			case "character varying" -> "varchar";
			case "character large object" -> "clob";
			case "binary large object" -> "blob";
			case "double precision" -> "double";
			default -> name;
		};
	}

}

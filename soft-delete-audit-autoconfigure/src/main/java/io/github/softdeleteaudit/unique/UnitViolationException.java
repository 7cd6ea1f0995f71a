package io.github.softdeleteaudit.unique;

import org.hibernate.JDBCException;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.spi.SQLExceptionConverter;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint's violation that tells of which persistence unit it is: Spring lets
 * any unit of the application translate the exceptions of all of them.
 */
final class UnitViolationException extends ConstraintViolationException {

	private final transient @Nullable LiveUniqueKeys keys;

	private UnitViolationException(ConstraintViolationException violation, LiveUniqueKeys keys) {
		super(violation.getErrorMessage(), violation.getSQLException(), violation.getSQL(), violation.getKind(),
				violation.getConstraintName());
		this.keys = keys;
	}

	/**
	 * Let the violations of a persistence unit tell that they are of it.
	 * @param helper what makes the unit's exceptions
	 * @param keys the unit's keys
	 */
	static void mark(SqlExceptionHelper helper, LiveUniqueKeys keys) {
		SQLExceptionConverter converter = helper.getSqlExceptionConverter();
		helper.setSqlExceptionConverter((sqlException, message, sql) -> {
			JDBCException converted = converter.convert(sqlException, message, sql);
			return (converted.getClass() == ConstraintViolationException.class)
					? new UnitViolationException((ConstraintViolationException) converted, keys) : converted;
		});
	}

	/**
	 * Return the keys of the persistence unit that a violation is of.
	 * @return the keys, or {@code null} if they are not known
	 */
	static @Nullable LiveUniqueKeys keys(ConstraintViolationException violation) {
		return (violation instanceof UnitViolationException own) ? own.keys : null;
	}

}

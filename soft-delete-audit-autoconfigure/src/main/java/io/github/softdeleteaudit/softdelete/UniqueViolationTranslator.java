package io.github.softdeleteaudit.softdelete;

import java.util.Collection;
import java.util.function.Supplier;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Says which key it was when the database has refused a second row with it. For the
 * starter's own packages.
 */
public interface UniqueViolationTranslator {

	/**
	 * Translate the database's error.
	 * @param ex the error
	 * @param session the session that wrote
	 * @param written gives the entities of which one or more were written
	 * @return the exception to throw instead, or {@code null} if the key is none of the
	 * starter's
	 */
	@Nullable RuntimeException translate(ConstraintViolationException ex, SharedSessionContractImplementor session,
			Supplier<? extends Collection<?>> written);

}

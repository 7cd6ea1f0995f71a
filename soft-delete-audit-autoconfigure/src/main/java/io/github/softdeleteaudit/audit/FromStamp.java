package io.github.softdeleteaudit.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.function.BiFunction;

import io.github.softdeleteaudit.actor.Stamp;
import org.hibernate.annotations.ValueGenerationType;
import org.jspecify.annotations.Nullable;

/**
 * Marks an attribute that takes its value from the stamp of the transaction that inserts
 * the row, or from the moment at which it does.
 */
@ValueGenerationType(generatedBy = FromStampGenerator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface FromStamp {

	/**
	 * The part of the stamp.
	 * @return the part
	 */
	Part value();

	/**
	 * The parts of a stamp, and the moment of writing.
	 */
	enum Part {

		/** Not the stamp's instant, which a transaction has before it gets its locks. */
		NOW((stamp, now) -> now),

		ACTOR((stamp, now) -> stamp.actor().name()),

		IMPERSONATOR((stamp, now) -> stamp.actor().impersonator()),

		REQUEST_ID((stamp, now) -> cut(stamp.requestId(), AuditRevision.REQUEST_ID_LENGTH)),

		REASON((stamp, now) -> stamp.reason());

		private final BiFunction<Stamp, Instant, @Nullable Object> value;

		Part(BiFunction<Stamp, Instant, @Nullable Object> value) {
			this.value = value;
		}

		@Nullable Object of(Stamp stamp, Instant now) {
			return this.value.apply(stamp, now);
		}

		private static @Nullable String cut(@Nullable String text, int length) {
			return (text != null && text.length() > length) ? text.substring(0, length) : text;
		}

	}

}

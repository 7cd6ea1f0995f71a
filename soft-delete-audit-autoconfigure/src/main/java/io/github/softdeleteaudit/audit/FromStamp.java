package io.github.softdeleteaudit.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Function;

import io.github.softdeleteaudit.actor.Stamp;
import org.hibernate.annotations.ValueGenerationType;
import org.jspecify.annotations.Nullable;

/**
 * Marks an attribute that takes its value from the stamp of the transaction that inserts
 * the row.
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
	 * The parts of a stamp.
	 */
	enum Part {

		INSTANT(Stamp::instant),

		ACTOR((stamp) -> stamp.actor().name()),

		IMPERSONATOR((stamp) -> stamp.actor().impersonator()),

		REQUEST_ID((stamp) -> cut(stamp.requestId(), AuditRevision.REQUEST_ID_LENGTH)),

		REASON(Stamp::reason);

		private final Function<Stamp, @Nullable Object> value;

		Part(Function<Stamp, @Nullable Object> value) {
			this.value = value;
		}

		@Nullable Object of(Stamp stamp) {
			return this.value.apply(stamp);
		}

		private static @Nullable String cut(@Nullable String text, int length) {
			return (text != null && text.length() > length) ? text.substring(0, length) : text;
		}

	}

}

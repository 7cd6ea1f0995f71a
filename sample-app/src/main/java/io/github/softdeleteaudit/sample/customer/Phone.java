package io.github.softdeleteaudit.sample.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A customer's phone.
 *
 * @param kind where it rings
 * @param number its number
 */
@Embeddable
record Phone(@NotNull @Enumerated(EnumType.STRING) @Column(nullable = false, length = 10) Kind kind,
		@NotNull @Pattern(regexp = "\\+?[0-9(][0-9 ().-]{1,26}[0-9]",
				message = "must be a phone number") @Column(nullable = false, length = 30) String number) {

	enum Kind {

		HOME, MOBILE, WORK

	}

}

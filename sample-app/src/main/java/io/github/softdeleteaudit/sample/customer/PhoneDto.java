package io.github.softdeleteaudit.sample.customer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A phone in requests and responses.
 *
 * @param kind where it rings
 * @param number its number
 */
record PhoneDto(@NotNull Phone.Kind kind, @NotNull @Pattern(regexp = "\\+?[0-9(][0-9 ().-]{1,26}[0-9]",
		message = "must be a phone number") String number) {

	static PhoneDto of(Phone phone) {
		return new PhoneDto(phone.getKind(), phone.getNumber());
	}

	Phone toPhone() {
		return new Phone(this.kind, this.number);
	}

}

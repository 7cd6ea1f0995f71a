package io.github.softdeleteaudit.sample.customer;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What replaces a customer's data.
 *
 * @param version the version that was read: the change fails if there is a newer one
 * @param name the name
 * @param email the address
 * @param tags names of tags, of which unknown ones are made
 * @param phones the phones
 */
record CustomerChangeRequest(@NotNull Long version,
		@NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String name,
		@NotBlank @Email @Size(max = 200) String email, @NotNull @Size(max = 20) List<@TagName String> tags,
		@NotNull @Size(max = 20) List<@NotNull @Valid PhoneDto> phones) {

}

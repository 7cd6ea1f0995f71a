package io.github.softdeleteaudit.sample.customer;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A new customer.
 *
 * @param name the name
 * @param email the address
 * @param tags names of tags, of which unknown ones are made; none if left out
 * @param phones the phones; none if left out
 */
record CustomerRequest(@NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String name,
		@NotBlank @Email @Size(max = 200) String email, @Size(max = 20) List<@TagName String> tags,
		@Size(max = 20) List<@NotNull @Valid PhoneDto> phones) {

	CustomerRequest {
		tags = (tags != null) ? tags : List.of();
		phones = (phones != null) ? phones : List.of();
	}

}

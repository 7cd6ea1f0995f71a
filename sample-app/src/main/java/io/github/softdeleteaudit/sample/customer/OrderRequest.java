package io.github.softdeleteaudit.sample.customer;

import java.math.BigDecimal;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A new order.
 *
 * @param lines what is ordered
 */
record OrderRequest(@NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines) {

	record Line(@NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String product,
			@NotNull @Positive Integer quantity,
			@NotNull @PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal unitPrice) {

	}

}

package io.github.softdeleteaudit.sample.customer;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A deleted customer.
 *
 * @param id the id
 * @param name the name
 * @param email the address
 * @param deletedAt when it was deleted
 * @param deletedBy who deleted it; {@code null} if the row was marked by hand
 * @param deletionId the same for all rows of one deletion; {@code null} if the row was
 * marked by hand
 */
record DeletedCustomerResponse(long id, String name, String email, Instant deletedAt, @Nullable String deletedBy,
		@Nullable UUID deletionId) {

	static DeletedCustomerResponse of(Customer customer) {
		return new DeletedCustomerResponse(Objects.requireNonNull(customer.getId()), customer.getName(),
				customer.getEmail(), Objects.requireNonNull(customer.getDeletedAt()), customer.getDeletedBy(),
				customer.getDeletionId());
	}

}

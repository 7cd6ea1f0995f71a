package io.github.softdeleteaudit.sample.customer;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A live customer.
 *
 * @param id the id
 * @param version what a change has to name
 * @param name the name
 * @param email the address
 * @param tags the names of the tags
 * @param phones the phones
 */
record CustomerResponse(long id, long version, String name, String email, List<String> tags, List<PhoneDto> phones) {

	static CustomerResponse of(Customer customer) {
		return new CustomerResponse(Objects.requireNonNull(customer.getId()), customer.getVersion(), customer.getName(),
				customer.getEmail(), tags(customer), phones(customer));
	}

	static List<String> tags(Customer customer) {
		return customer.getTags().stream().map(Tag::getName).sorted().toList();
	}

	static List<PhoneDto> phones(Customer customer) {
		return customer.getPhones()
			.stream()
			.map(PhoneDto::of)
			.sorted(Comparator.comparing(PhoneDto::kind).thenComparing(PhoneDto::number))
			.toList();
	}

}

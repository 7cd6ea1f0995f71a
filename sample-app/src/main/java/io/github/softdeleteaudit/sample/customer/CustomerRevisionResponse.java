package io.github.softdeleteaudit.sample.customer;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a customer's history.
 *
 * @param revision the revision's number
 * @param instant when
 * @param actor who
 * @param impersonator the user behind a switched user
 * @param requestId in which request
 * @param kind what was done
 * @param changed the attributes that an update has changed
 * @param state the customer after it; before it, if it was deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomerRevisionResponse(long revision, Instant instant, @Nullable String actor, @Nullable String impersonator,
		@Nullable String requestId, HistoryKind kind, Set<String> changed, State state) {

	static CustomerRevisionResponse of(HistoryEntry<Customer> entry) {
		return new CustomerRevisionResponse(entry.revision(), entry.instant(), entry.actor(), entry.impersonator(),
				entry.requestId(), entry.kind(), entry.changed(), State.of(entry.entity()));
	}

	record State(String name, String email, List<String> tags, List<PhoneDto> phones) {

		static State of(Customer customer) {
			return new State(customer.getName(), customer.getEmail(), CustomerResponse.tags(customer),
					CustomerResponse.phones(customer));
		}

	}

}

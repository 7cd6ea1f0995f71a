package io.github.softdeleteaudit.readme.shop;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.HistoryEntry;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the README does with the repository.
 */
@Service
public class CustomerService {

	private final CustomerRepository customers;

	public CustomerService(CustomerRepository customers) {
		this.customers = customers;
	}

	public Page<Customer> deleteAndRestore(Long id) {
		// tag::use[]
		// marks the row; its phones, links and purchases stay
		customers.deleteById(id);
		// the last deleted first
		Page<Customer> deleted = customers.findDeleted(PageRequest.of(0, 20));
		// with the purchases that went along
		Customer restored = customers.restore(id);
		// end::use[]
		restored.getId();
		return deleted;
	}

	// tag::history[]
	@Transactional(readOnly = true)
	public List<String> history(Long id) {
		List<String> lines = new ArrayList<>();
		for (HistoryEntry<Customer> entry : customers.history(id)) {
			lines.add(entry.kind() + " by " + entry.actor() + ": " + entry.entity().getName());
		}
		return lines;
	}
	// end::history[]

	// tag::changes[]
	@Transactional(readOnly = true)
	public List<String> changes(Long id, long from, long to) {
		List<String> lines = new ArrayList<>();
		for (AttributeChange change : customers.changes(id, from, to)) {
			boolean elements = !change.added().isEmpty() || !change.removed().isEmpty();
			String values = change.oldValue() + " -> " + change.newValue();
			lines.add(change.attribute() + ": " + (elements ? "+" + change.added() + " -" + change.removed() : values));
		}
		return lines;
	}
	// end::changes[]

	public Customer revert(Long id, long revision) {
		// tag::revert[]
		Customer reverted = customers.revertTo(id, revision);
		// end::revert[]
		return reverted;
	}

}

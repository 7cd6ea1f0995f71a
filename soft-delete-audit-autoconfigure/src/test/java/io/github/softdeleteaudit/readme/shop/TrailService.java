package io.github.softdeleteaudit.readme.shop;

import java.time.Instant;
import java.util.List;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the README does with the past.
 */
@Service
public class TrailService {

	private final CustomerRepository customers;

	private final AuditTrail auditTrail;

	public TrailService(CustomerRepository customers, AuditTrail auditTrail) {
		this.customers = customers;
		this.auditTrail = auditTrail;
	}

	// tag::as-of[]
	@Transactional(readOnly = true)
	public List<String> purchasesAsOf(Long id, Instant instant) {
		return customers.findAsOf(id, instant)
			.map((customer) -> customer.getPurchases().stream().map(Purchase::getTitle).toList())
			.orElse(List.of());
	}
	// end::as-of[]

	// tag::trail[]
	@Transactional(readOnly = true)
	public List<String> lately(String actor, Instant since) {
		AuditCriteria criteria = AuditCriteria.all().by(actor).of(Customer.class, Purchase.class).from(since);
		Slice<HistoryEntry<Object>> latest = auditTrail.find(criteria, PageRequest.of(0, 20));
		return latest.map((entry) -> entry.kind() + " " + entry.type().getSimpleName() + " " + entry.id()).getContent();
	}
	// end::trail[]

}

package io.github.softdeleteaudit.readme.shop;

import java.util.List;

import io.github.softdeleteaudit.actor.Actors;
import io.github.softdeleteaudit.audit.AuditContext;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the README does as another actor, and for a reason.
 */
@Service
public class ImportService {

	private final CustomerRepository customers;

	public ImportService(CustomerRepository customers) {
		this.customers = customers;
	}

	// tag::run-as[]
	public void importAll(List<Customer> imported) {
		// a transaction for each
		Actors.runAs("import", () -> imported.forEach(customers::save));
	}
	// end::run-as[]

	// tag::reason[]
	@Transactional
	public void close(Long id) {
		AuditContext.reason("closed at the customer's request");
		customers.deleteById(id);
	}

	public void closeAll(List<Long> ids) {
		AuditContext.reason("end of the season", () -> ids.forEach(customers::deleteById));
	}
	// end::reason[]

}

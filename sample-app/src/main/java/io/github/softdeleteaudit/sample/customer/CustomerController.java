package io.github.softdeleteaudit.sample.customer;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Customers over HTTP. One request is one transaction, and so one revision.
 */
@RestController
@RequestMapping("/api/customers")
@Transactional
class CustomerController {

	private static final Set<String> SORTABLE = Set.of("id", "name", "email");

	private static final Set<String> SORTABLE_DELETED = Set.of("id", "name", "email", "deletedAt", "deletedBy");

	private final CustomerRepository customers;

	private final TagRepository tags;

	CustomerController(CustomerRepository customers, TagRepository tags) {
		this.customers = customers;
		this.tags = tags;
	}

	@GetMapping
	@Transactional(readOnly = true)
	Page<CustomerResponse> list(Pageable pageable) {
		check(pageable, SORTABLE);
		// The id decides among equals: no customer is on two pages
		Sort sort = pageable.getSort().and(Sort.by("id"));
		return this.customers.findAll(PageRequest.of(pageable.getPageNumber(), pageable.getPageSize(), sort))
			.map(CustomerResponse::of);
	}

	@PostMapping
	ResponseEntity<CustomerResponse> create(@Valid @RequestBody CustomerRequest request, UriComponentsBuilder uri) {
		Customer customer = this.customers.save(new Customer(request.name(), request.email(),
				this.tags.named(request.tags()), phones(request.phones())));
		return ResponseEntity.created(uri.path("/api/customers/{id}").build(customer.getId()))
			.body(CustomerResponse.of(customer));
	}

	@GetMapping("/{id}")
	@Transactional(readOnly = true)
	CustomerResponse get(@PathVariable long id) {
		return CustomerResponse.of(find(id));
	}

	@PutMapping("/{id}")
	CustomerResponse change(@PathVariable long id, @Valid @RequestBody CustomerChangeRequest request) {
		Customer customer = find(id);
		if (request.version() != customer.getVersion()) {
			throw new ObjectOptimisticLockingFailureException(Customer.class, id);
		}
		customer.change(request.name(), request.email(), this.tags.named(request.tags()), phones(request.phones()));
		// The response has the new version
		this.customers.flush();
		return CustomerResponse.of(customer);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.customers.delete(find(id));
	}

	@GetMapping("/deleted")
	@Transactional(readOnly = true)
	Page<DeletedCustomerResponse> listDeleted(Pageable pageable) {
		check(pageable, SORTABLE_DELETED);
		return this.customers.findDeleted(pageable).map(DeletedCustomerResponse::of);
	}

	@PostMapping("/{id}/restore")
	CustomerResponse restore(@PathVariable long id) {
		return CustomerResponse.of(this.customers.restore(id));
	}

	@GetMapping("/{id}/history")
	@Transactional(readOnly = true)
	List<CustomerRevisionResponse> history(@PathVariable long id) {
		List<CustomerRevisionResponse> history = this.customers.history(id)
			.stream()
			.map(CustomerRevisionResponse::of)
			.toList();
		// A row made by hand has no history until it changes
		if (history.isEmpty() && !this.customers.existsById(id) && !this.customers.existsDeletedById(id)) {
			throw new ObjectRetrievalFailureException(Customer.class, id);
		}
		return history;
	}

	@GetMapping("/{id}/as-of")
	@Transactional(readOnly = true)
	CustomerRevisionResponse.State asOf(@PathVariable long id, @RequestParam Instant instant) {
		return this.customers.findAsOf(id, instant)
			.map(CustomerRevisionResponse.State::of)
			.orElseThrow(() -> new ObjectRetrievalFailureException(Customer.class, id));
	}

	@PostMapping("/{id}/revert")
	CustomerResponse revert(@PathVariable long id, @RequestParam long revision) {
		return CustomerResponse.of(this.customers.revertTo(id, revision));
	}

	private Customer find(long id) {
		return this.customers.findById(id).orElseThrow(() -> new ObjectRetrievalFailureException(Customer.class, id));
	}

	private static List<Phone> phones(List<PhoneDto> phones) {
		return phones.stream().map(PhoneDto::toPhone).toList();
	}

	private static void check(Pageable pageable, Set<String> sortable) {
		for (Sort.Order order : pageable.getSort()) {
			if (!sortable.contains(order.getProperty())) {
				throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
						"Cannot sort by '%s'".formatted(order.getProperty()));
			}
		}
		if (pageable.getOffset() > Integer.MAX_VALUE) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There are not that many pages");
		}
	}

}

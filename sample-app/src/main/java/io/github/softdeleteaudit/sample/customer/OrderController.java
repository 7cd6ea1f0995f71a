package io.github.softdeleteaudit.sample.customer;

import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Orders over HTTP. One request is one transaction, and so one revision.
 */
@RestController
@RequestMapping("/api")
@Transactional
class OrderController {

	private final CustomerRepository customers;

	private final OrderRepository orders;

	OrderController(CustomerRepository customers, OrderRepository orders) {
		this.customers = customers;
		this.orders = orders;
	}

	@GetMapping("/customers/{customerId}/orders")
	@Transactional(readOnly = true)
	List<OrderResponse> list(@PathVariable long customerId) {
		return findCustomer(customerId).getOrders().stream().map(OrderResponse::of).toList();
	}

	@PostMapping("/customers/{customerId}/orders")
	ResponseEntity<OrderResponse> create(@PathVariable long customerId, @Valid @RequestBody OrderRequest request,
			UriComponentsBuilder uri) {
		Order order = findCustomer(customerId).order(Instant.now());
		request.lines().forEach((line) -> order.addLine(line.product(), line.quantity(), line.unitPrice()));
		this.orders.save(order);
		return ResponseEntity.created(uri.path("/api/orders/{id}").build(order.getId())).body(OrderResponse.of(order));
	}

	@GetMapping("/orders/{id}")
	@Transactional(readOnly = true)
	OrderResponse get(@PathVariable long id) {
		return OrderResponse.of(find(id));
	}

	@DeleteMapping("/orders/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.orders.delete(find(id));
	}

	private Order find(long id) {
		return this.orders.findById(id).orElseThrow(() -> new ObjectRetrievalFailureException(Order.class, id));
	}

	private Customer findCustomer(long id) {
		return this.customers.findById(id).orElseThrow(() -> new ObjectRetrievalFailureException(Customer.class, id));
	}

}

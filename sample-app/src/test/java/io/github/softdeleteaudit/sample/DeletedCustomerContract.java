package io.github.softdeleteaudit.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.softdeleteaudit.test.DatabaseConnection;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPath;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a deleted customer, on any database.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
abstract class DeletedCustomerContract {

	private final DatabaseConnection database;

	private ShopClient clerk;

	private ShopClient manager;

	DeletedCustomerContract(DatabaseConnection database) {
		this.database = database;
	}

	@Autowired
	void setClient(RestTestClient client) {
		this.clerk = ShopClient.of(client, "clerk");
		this.manager = ShopClient.of(client, "manager");
	}

	@Test
	void aManagerRestoresWhatAClerkHasDeletedAndTheHistoryNamesThemBoth() {
		String customer = this.clerk.create("/api/customers", """
				{
					"name": "Ada Byron", "email": "ada@example.com", "tags": ["vip", "export"], "phones": [
						{"kind": "HOME", "number": "+44 20 7946 0001"}, {"kind": "WORK", "number": "+44 20 7946 0002"}
					]
				}
				""");
		assertThat(this.clerk.put(customer, """
				{
					"version": 0,
					"name": "Ada King", "email": "ada@example.com", "tags": ["vip", "late-payer"], "phones": [
						{"kind": "HOME", "number": "+44 20 7946 0001"}, {"kind": "MOBILE", "number": "+44 7700 900003"}
					]
				}
				""")).hasStatusOk();
		String order = this.clerk.create(customer + "/orders", """
				{
					"lines": [
						{"product": "Difference engine", "quantity": 1, "unitPrice": 17470},
						{"product": "Punched cards", "quantity": 500, "unitPrice": 0.12}
					]
				}
				""");
		String orders = this.clerk.read(customer + "/orders");
		Map<String, List<String>> tables = Tables.rows(this.database);
		assertThat(tables).containsOnlyKeys("customer", "customer_phone", "customer_tag", "order_line", "orders",
				"tag");
		Instant start = Instant.now();

		assertThat(this.clerk.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);

		assertThat(this.clerk.get(customer)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.clerk.get(customer + "/orders")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.clerk.get(order)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.clerk.get("/api/customers/deleted")).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(deleted(customer, "name")).containsExactly("Ada King");
		assertThat(deleted(customer, "deletedBy")).containsExactly("clerk");
		assertThat(deleted(customer, "deletionId")).doesNotContainNull().hasSize(1);
		assertThat(deleted(customer, "deletedAt")).singleElement(InstanceOfAssertFactories.STRING)
			.satisfies((deletedAt) -> assertThat(Instant.parse(deletedAt)).isBetween(start, Instant.now()));

		assertThat(this.manager.post(customer + "/restore")).hasStatusOk();

		assertThat(deleted(customer, "id")).isEmpty();
		assertThat(this.clerk.get(customer)).bodyJson().isLenientlyEqualTo("""
				{
					"name": "Ada King", "email": "ada@example.com", "tags": ["late-payer", "vip"], "phones": [
						{"kind": "HOME", "number": "+44 20 7946 0001"}, {"kind": "MOBILE", "number": "+44 7700 900003"}
					]
				}
				""");
		assertThat(this.clerk.read(customer + "/orders")).isEqualTo(orders);
		assertThat(Tables.rows(this.database)).isEqualTo(tables);
		AbstractJsonContentAssert<?> history = assertThat(this.manager.get(customer + "/history")).bodyJson();
		history.extractingPath("$[*].kind").asArray().containsExactly("CREATED", "UPDATED", "DELETED", "RESTORED");
		history.extractingPath("$[*].actor").asArray().containsExactly("clerk", "clerk", "clerk", "manager");
		history.extractingPath("$[*].state.name")
			.asArray()
			.containsExactly("Ada Byron", "Ada King", "Ada King", "Ada King");
		history.extractingPath("$[0].state.tags").asArray().containsExactly("export", "vip");
		for (int i = 1; i < 4; i++) {
			history.extractingPath("$[%d].state.tags".formatted(i)).asArray().containsExactly("late-payer", "vip");
			history.extractingPath("$[%d].state.phones[*].kind".formatted(i))
				.asArray()
				.containsExactly("HOME", "MOBILE");
		}
	}

	@Test
	void anOrderDeletedBeforeItsCustomerStaysDeletedWhenTheCustomerIsRestored() {
		String customer = createCustomer("Charles Babbage");
		String kept = createOrder(customer);
		String deleted = createOrder(customer);
		assertThat(this.clerk.delete(deleted)).hasStatus(HttpStatus.NO_CONTENT);
		Map<String, List<String>> tables = Tables.rows(this.database);

		assertThat(this.clerk.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.manager.post(customer + "/restore")).hasStatusOk();

		assertThat(this.clerk.get(kept)).hasStatusOk();
		assertThat(this.clerk.get(deleted)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.clerk.get(customer + "/orders")).bodyJson().extractingPath("$").asArray().hasSize(1);
		assertThat(Tables.rows(this.database)).isEqualTo(tables);
	}

	@Test
	void aDeletionIsListedPreviewedAndRestoredAsAWhole() {
		String customer = createCustomer("Sophie Germain");
		String order = createOrder(customer);
		Map<String, List<String>> tables = Tables.rows(this.database);
		assertThat(this.clerk.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);

		AbstractJsonContentAssert<?> deletions = assertThat(this.manager.get("/api/deletions")).bodyJson();
		deletions.extractingPath("$.content[0].actor").isEqualTo("clerk");
		deletions.extractingPath("$.content[0].counts").asMap().containsEntry("Customer", 1).containsEntry("Order", 1);
		String deletion = "/api/deletions/"
				+ JsonPath.<String>read(this.manager.read("/api/deletions"), "$.content[0].id");
		AbstractJsonContentAssert<?> preview = assertThat(this.manager.get(deletion)).bodyJson();
		preview.extractingPath("$.rows.Customer").asArray().hasSize(1);
		preview.extractingPath("$.conflicts").asArray().isEmpty();
		assertThat(this.manager.post(deletion + "/restore")).hasStatusOk();

		assertThat(this.clerk.get(order)).hasStatusOk();
		assertThat(Tables.rows(this.database)).isEqualTo(tables);
		assertThat(this.manager.post(deletion + "/restore")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void aDeletedCustomerIsShownAsItWasAndTheTrailTellsWhoDidIt() {
		Instant before = Instant.now();
		String customer = createCustomer("Emmy Noether");
		createOrder(customer);
		Instant then = Instant.parse(JsonPath
			.read(this.manager.read("/api/trail?actor=clerk&from=" + before), "$.content[?(@.type == 'Order')].instant")
			.toString()
			.replaceAll("[\\[\\]\"]", ""));
		assertThat(this.clerk.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);

		assertThat(this.manager.get(customer + "/as-of?instant=" + then)).bodyJson()
			.isLenientlyEqualTo("{\"name\": \"Emmy Noether\", \"tags\": [\"vip\"]}");
		assertThat(this.manager.get(customer + "/as-of?instant=" + before)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.manager.get(customer + "/as-of?instant=" + Instant.now())).hasStatus(HttpStatus.NOT_FOUND);
		AbstractJsonContentAssert<?> trail = assertThat(
				this.manager.get("/api/trail?actor=clerk&size=10&from=" + before))
			.bodyJson();
		trail.extractingPath("$.content[*].kind")
			.asArray()
			.containsExactly("DELETED", "DELETED", "DELETED", "CREATED", "CREATED", "CREATED");
		trail.extractingPath("$.content[*].type")
			.asArray()
			.containsExactly("Customer", "Order", "OrderLine", "Order", "OrderLine", "Customer");
		assertThat(this.manager.get("/api/trail?actor=manager&from=" + before)).bodyJson()
			.extractingPath("$.content")
			.asArray()
			.isEmpty();
	}

	@Test
	void aCustomerIsRevertedToARevision() {
		String customer = createCustomer("Ada Byron");
		assertThat(this.clerk.put(customer, """
				{"version": 0, "name": "Ada King", "email": "%s@example.com", "tags": ["noble"], "phones": []}
				""".formatted(UUID.randomUUID()))).hasStatusOk();
		int first = JsonPath.<Integer>read(this.manager.read(customer + "/history"), "$[0].revision");

		assertThat(this.manager.post(customer + "/revert?revision=" + first)).bodyJson()
			.isLenientlyEqualTo("{\"name\": \"Ada Byron\", \"tags\": [\"vip\"]}");
		assertThat(this.manager.post(customer + "/revert?revision=-1")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.clerk.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.manager.post(customer + "/revert?revision=" + first)).hasStatus(HttpStatus.CONFLICT)
			.bodyJson()
			.extractingPath("$.conflicts[0].kind")
			.isEqualTo("DELETED");
		assertThat(this.manager.post(customer + "/restore")).hasStatusOk();

		assertThat(this.manager.get(customer + "/history")).bodyJson()
			.extractingPath("$[*].kind")
			.asArray()
			.containsExactly("CREATED", "UPDATED", "UPDATED", "DELETED", "RESTORED");
	}

	@Test
	void aRowMarkedByHandIsADeletedCustomerAndCanBeRestored() {
		String customer = createCustomer("Mary Somerville");
		String order = createOrder(customer);
		Map<String, List<String>> tables = Tables.rows(this.database);

		this.database.execute("update customer set deleted_at = current_timestamp where name = 'Mary Somerville'");

		assertThat(this.clerk.get(customer)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(deleted(customer, "name")).containsExactly("Mary Somerville");
		assertThat(deleted(customer, "deletedBy")).containsOnlyNulls();
		assertThat(this.manager.post(customer + "/restore")).hasStatusOk();
		assertThat(this.clerk.get(customer)).hasStatusOk();
		assertThat(this.clerk.get(order)).hasStatusOk();
		assertThat(Tables.rows(this.database)).isEqualTo(tables);
	}

	private String createCustomer(String name) {
		return this.clerk.create("/api/customers", """
				{"name": "%s", "email": "%s@example.com", "tags": ["vip"]}
				""".formatted(name, UUID.randomUUID()));
	}

	private String createOrder(String customer) {
		return this.clerk.create(customer + "/orders", """
				{"lines": [{"product": "Punched cards", "quantity": 500, "unitPrice": 0.12}]}
				""");
	}

	/**
	 * What the list of deleted customers says of a customer.
	 */
	private List<Object> deleted(String customer, String property) {
		String id = customer.substring(customer.lastIndexOf('/') + 1);
		return JsonPath.read(this.manager.read("/api/customers/deleted"),
				"$.content[?(@.id == %s)].%s".formatted(id, property));
	}

}

package io.github.softdeleteaudit.sample;

import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponseAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API takes, what it gives, and what it says to what it does not take.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class CustomerApiTests {

	private static final String UNKNOWN = "/api/customers/999999";

	private final RestTestClient client;

	private final ShopClient clerk;

	private final ShopClient manager;

	CustomerApiTests(@Autowired RestTestClient client) {
		this.client = client;
		this.clerk = ShopClient.of(client, "clerk");
		this.manager = ShopClient.of(client, "manager");
	}

	@Test
	void aNewCustomerSaysWhereItIs() {
		RestTestClientResponse response = this.clerk.post("/api/customers", """
				{
					"name": "Ada", "email": "ada@example.com",
					"tags": ["vip", "export"], "phones": [{"kind": "HOME", "number": "+44 20 7946 0001"}]
				}
				""");
		assertThat(response).hasStatus(HttpStatus.CREATED).bodyJson().isLenientlyEqualTo("""
				{
					"version": 0, "name": "Ada", "email": "ada@example.com",
					"tags": ["export", "vip"], "phones": [{"kind": "HOME", "number": "+44 20 7946 0001"}]
				}
				""");
		String location = String.valueOf(response.getExchangeResult().getResponseHeaders().getLocation());
		assertThat(location).matches("http://localhost:[0-9]+/api/customers/[0-9]+");
		assertThat(this.clerk.get(location)).hasStatusOk();
	}

	@Test
	void aNewOrderSaysWhereItIs() {
		RestTestClientResponse response = this.clerk.post(createCustomer("Ada") + "/orders", """
				{"lines": [{"product": "Cards", "quantity": 2, "unitPrice": 0.10}]}
				""");
		assertThat(response).hasStatus(HttpStatus.CREATED).bodyJson().isLenientlyEqualTo("""
				{"lines": [{"product": "Cards", "quantity": 2, "unitPrice": 0.1}]}
				""");
		String location = String.valueOf(response.getExchangeResult().getResponseHeaders().getLocation());
		assertThat(location).matches("http://localhost:[0-9]+/api/orders/[0-9]+");
		assertThat(this.clerk.get(location)).hasStatusOk();
	}

	@Test
	void aChangeReplacesEverythingAndRaisesTheVersion() {
		String customer = this.clerk.create("/api/customers", """
				{
					"name": "Ada", "email": "ada.change@example.com",
					"tags": ["vip"], "phones": [{"kind": "HOME", "number": "+44 20 7946 0001"}]
				}
				""");
		String changed = """
				{
					"version": %d, "name": "Countess", "email": "countess@example.com",
					"tags": ["wholesale"], "phones": [{"kind": "WORK", "number": "+44 20 7946 0002"}]
				}
				""";
		assertThat(this.clerk.put(customer, changed.formatted(0))).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo(changed.formatted(1));
		assertThat(this.clerk.get(customer)).bodyJson().isLenientlyEqualTo(changed.formatted(1));
	}

	@Test
	void theAddressOfADeletedCustomerCanBeUsedAgainAndIsThenInTheWayOfItsRestore() {
		String customer = """
				{"name": "Ada", "email": "%s@example.com"}
				""";
		String deleted = this.clerk.create("/api/customers", customer.formatted("again"));
		assertThat(this.clerk.delete(deleted)).hasStatus(HttpStatus.NO_CONTENT);
		this.clerk.create("/api/customers", customer.formatted("Again"));
		assertTaken(this.clerk.post("/api/customers", customer.formatted("again")));
		assertProblem(this.manager.post(deleted + "/restore"), HttpStatus.CONFLICT).bodyJson().isLenientlyEqualTo("""
				{"conflicts": [{"kind": "HELD_KEY", "type": "Customer", "attributes": ["email"]}]}
				""");
		assertThat(this.clerk.get(deleted)).hasStatus(HttpStatus.NOT_FOUND);
	}

	private static void assertTaken(RestTestClientResponse response) {
		assertProblem(response, HttpStatus.CONFLICT).bodyJson().isLenientlyEqualTo("""
				{"detail": "Another one has the same email.", "attributes": ["email"]}
				""");
	}

	@Test
	void aStaleChangeIsAConflict() {
		String customer = createCustomer("Ada");
		String change = """
				{"version": 0, "name": "%s", "email": "ada.stale@example.com", "tags": [], "phones": []}
				""";
		assertThat(this.clerk.put(customer, change.formatted("Mine"))).hasStatusOk();
		assertProblem(this.clerk.put(customer, change.formatted("Yours")), HttpStatus.CONFLICT);
		assertThat(this.clerk.get(customer)).bodyJson().isLenientlyEqualTo("{\"name\": \"Mine\", \"version\": 1}");
	}

	@Test
	void theRestoreOfALiveCustomerChangesNothing() {
		String customer = createCustomer("Ada");
		String before = this.clerk.read(customer);
		assertThat(this.manager.post(customer + "/restore")).hasStatusOk().bodyText().isEqualTo(before);
		assertThat(this.manager.get(customer + "/history")).bodyJson().extractingPath("$").asArray().hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ''", "DELETE, ''", "GET, /orders", "GET, /history", "POST, /restore" })
	void anUnknownCustomerIsNotFound(HttpMethod method, String path) {
		assertProblem(exchange(method, UNKNOWN + path), HttpStatus.NOT_FOUND).bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("There is nothing with the id 999999");
	}

	@Test
	void anUnknownCustomerCannotBeChanged() {
		assertProblem(this.clerk.put(UNKNOWN, """
				{"version": 0, "name": "Ada", "email": "ada.unknown@example.com", "tags": [], "phones": []}
				"""), HttpStatus.NOT_FOUND);
		assertProblem(this.clerk.post(UNKNOWN + "/orders", """
				{"lines": [{"product": "Cards", "quantity": 1, "unitPrice": 1}]}
				"""), HttpStatus.NOT_FOUND);
	}

	@Test
	void aDeletedCustomerCannotBeChanged() {
		String customer = createCustomer("Ada");
		assertThat(this.clerk.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);
		assertProblem(this.clerk.put(customer, """
				{"version": 0, "name": "Ada", "email": "ada.unknown@example.com", "tags": [], "phones": []}
				"""), HttpStatus.NOT_FOUND);
		assertProblem(this.clerk.post(customer + "/orders", """
				{"lines": [{"product": "Cards", "quantity": 1, "unitPrice": 1}]}
				"""), HttpStatus.NOT_FOUND);
		assertProblem(this.clerk.delete(customer), HttpStatus.NOT_FOUND);
	}

	@ParameterizedTest
	@CsvSource({ "GET", "DELETE" })
	void anUnknownOrderIsNotFound(HttpMethod method) {
		assertProblem(exchange(method, "/api/orders/999999"), HttpStatus.NOT_FOUND);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "GET | /nothing/here | 404", "DELETE | /api/customers | 405",
					"POST | /api/customers/deleted | 405", "GET | /api/customers/abc | 400",
					"DELETE | /api/orders/99999999999999999999 | 400", "GET | /api/customers?sort=password | 400",
					"GET | /api/customers?sort=orders.lines.product | 400", "GET | /api/customers?sort=deletedAt | 400",
					"GET | /api/customers/deleted?sort=deletionId | 400",
					"GET | /api/customers?page=2147483647&size=100 | 400", "POST | /api/customers | 400" })
	void whatIsNoGoodRequestIsAProblem(HttpMethod method, String uri, int status) {
		assertProblem(exchange(method, uri), HttpStatus.valueOf(status));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "\"text\"", "{\"name\": {}}",
			"{\"name\": \"Ada\", \"email\": \"ada@example.com\", \"phones\": [{\"kind\": \"FAX\", \"number\": \"123\"}]}" })
	void whatCannotBeReadIsABadRequest(String json) {
		assertProblem(this.clerk.post("/api/customers", json), HttpStatus.BAD_REQUEST);
	}

	@Test
	void whatIsNotJsonIsNotSupported() {
		assertProblem(RestTestClientResponse.from(this.client.post()
			.uri("/api/customers")
			.headers((headers) -> headers.setBasicAuth("clerk", "clerk"))
			.contentType(MediaType.TEXT_PLAIN)
			.body("Ada")
			.exchange()), HttpStatus.UNSUPPORTED_MEDIA_TYPE);
	}

	@Test
	void aBrowserGetsProblemsToo() {
		assertProblem(
				RestTestClientResponse
					.from(this.client.get().uri("/api/customers").accept(MediaType.TEXT_HTML).exchange()),
				HttpStatus.UNAUTHORIZED);
		assertProblem(RestTestClientResponse.from(this.client.get()
			.uri(UNKNOWN)
			.headers((headers) -> headers.setBasicAuth("clerk", "clerk"))
			.accept(MediaType.TEXT_HTML)
			.exchange()), HttpStatus.NOT_FOUND);
	}

	@Test
	void whatTheFirewallRefusesIsAProblem() {
		assertProblem(this.clerk.get("/api/customers;x=y"), HttpStatus.BAD_REQUEST);
	}

	@Test
	void badInputIsNamedFieldByField() {
		RestTestClientResponse response = this.clerk.post("/api/customers", """
				{
					"name": " ", "email": "nowhere", "tags": ["vip", "Very Important", null],
					"phones": [{"kind": "HOME", "number": "123"}, {"number": "none"}]
				}
				""");
		assertProblem(response, HttpStatus.BAD_REQUEST).bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactlyInAnyOrder("name", "email", "tags[1]", "tags[2]", "phones[1].kind", "phones[1].number");
		assertThat(response).bodyJson()
			.extractingPath("$.errors[?(@.field == 'name')].message")
			.asArray()
			.containsExactly("must not be blank");
	}

	@Test
	void aValueOfTheWrongTypeIsNamed() {
		String orders = createCustomer("Ada") + "/orders";
		assertProblem(this.clerk.post("/api/customers", """
				{"name": "Ada", "email": "ada@example.org", "phones": [{"kind": "PIGEON", "number": "123"}]}
				"""), HttpStatus.BAD_REQUEST).bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactly("phones[0].kind");
		for (String line : new String[] { "{\"product\": \"pen\", \"quantity\": 1.7, \"unitPrice\": 1}",
				"{\"product\": \"pen\", \"quantity\": \"many\", \"unitPrice\": 1}" }) {
			assertProblem(this.clerk.post(orders, "{\"lines\": [%s]}".formatted(line)), HttpStatus.BAD_REQUEST)
				.bodyJson()
				.extractingPath("$.errors[*].field")
				.asArray()
				.containsExactly("lines[0].quantity");
		}
	}

	@Test
	void aNameHasNoControlCharacters() {
		assertProblem(this.clerk.post("/api/customers", """
				{"name": "A\\u0000da", "email": "ada@example.org"}
				"""), HttpStatus.BAD_REQUEST).bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactly("name");
	}

	@Test
	void aChangeNamesTheVersionAndEverythingElse() {
		assertProblem(this.clerk.put(createCustomer("Ada"), "{}"), HttpStatus.BAD_REQUEST).bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactlyInAnyOrder("version", "name", "email", "tags", "phones");
	}

	@Test
	void anOrderHasGoodLines() {
		String orders = createCustomer("Ada") + "/orders";
		assertProblem(this.clerk.post(orders, "{\"lines\": []}"), HttpStatus.BAD_REQUEST).bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactly("lines");
		assertProblem(this.clerk.post(orders, """
				{"lines": [{"product": "", "quantity": 0, "unitPrice": 0.001}, null]}
				"""), HttpStatus.BAD_REQUEST).bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactlyInAnyOrder("lines[0].product", "lines[0].quantity", "lines[0].unitPrice", "lines[1]");
	}

	@Test
	void customersComeInPagesOfLimitedSize() {
		IntStream.range(0, 3).forEach((i) -> createCustomer("Somebody"));
		assertThat(this.clerk.get("/api/customers?size=2&page=1&sort=name,desc")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.content[*]", (content) -> assertThat(content).asArray().isNotEmpty())
			.isLenientlyEqualTo("{\"page\": {\"size\": 2, \"number\": 1}}");
		assertThat(this.clerk.get("/api/customers?size=5000")).bodyJson().extractingPath("$.page.size").isEqualTo(100);
		assertThat(this.clerk.get("/api/customers?size=0&page=-1")).bodyJson()
			.isLenientlyEqualTo("{\"page\": {\"size\": 20, \"number\": 0}}");
	}

	@Test
	void deletedCustomersComeInPagesTheLastDeletedFirst() {
		String first = createCustomer("First");
		String second = createCustomer("Second");
		assertThat(this.clerk.delete(second)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.clerk.delete(first)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.manager.get("/api/customers/deleted?size=2")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.content[*].name")
			.asArray()
			.containsExactly("First", "Second");
		assertThat(this.manager.get("/api/customers/deleted?size=1&page=1&sort=deletedAt,desc")).bodyJson()
			.extractingPath("$.content[*].name")
			.asArray()
			.containsExactly("Second");
		assertThat(this.manager.get("/api/customers/deleted?size=5000&sort=deletedBy,desc&sort=name")).bodyJson()
			.extractingPath("$.page.size")
			.isEqualTo(100);
	}

	@Test
	void theHistoryNamesTheRequest() {
		String customer = createCustomer("Ada");
		RestTestClientResponse response = RestTestClientResponse.from(this.client.delete()
			.uri(customer)
			.headers((headers) -> headers.setBasicAuth("clerk", "clerk"))
			.header("X-Request-Id", "delete-ada")
			.exchange());
		assertThat(response).hasStatus(HttpStatus.NO_CONTENT).hasHeader("X-Request-Id", "delete-ada");
		assertThat(this.manager.get(customer + "/history")).bodyJson()
			.extractingPath("$[1].requestId")
			.isEqualTo("delete-ada");
	}

	@Test
	void aRequestWithoutAGoodIdGetsOne() {
		RestTestClientResponse response = RestTestClientResponse.from(this.client.get()
			.uri("/api/customers")
			.headers((headers) -> headers.setBasicAuth("clerk", "clerk"))
			.header("X-Request-Id", "not a good id")
			.exchange());
		String id = response.getExchangeResult().getResponseHeaders().getFirst("X-Request-Id");
		assertThat(id).isNotNull().satisfies((value) -> assertThat(UUID.fromString(value)).hasToString(value));
	}

	private String createCustomer(String name) {
		return this.clerk.create("/api/customers", """
				{"name": "%s", "email": "%s@example.com"}
				""".formatted(name, UUID.randomUUID()));
	}

	private RestTestClientResponse exchange(HttpMethod method, String uri) {
		return RestTestClientResponse.from(this.client.method(method)
			.uri(uri)
			.headers((headers) -> headers.setBasicAuth("manager", "manager"))
			.exchange());
	}

	private static RestTestClientResponseAssert assertProblem(RestTestClientResponse response, HttpStatus status) {
		RestTestClientResponseAssert result = assertThat(response).hasStatus(status)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		result.bodyJson()
			.isLenientlyEqualTo(
					"{\"status\": %d, \"title\": \"%s\"}".formatted(status.value(), status.getReasonPhrase()));
		return result;
	}

}

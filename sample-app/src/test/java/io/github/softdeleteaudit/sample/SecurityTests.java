package io.github.softdeleteaudit.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class SecurityTests {

	private final RestTestClient client;

	SecurityTests(@Autowired RestTestClient client) {
		this.client = client;
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/customers", "POST, /api/customers", "GET, /api/customers/1", "PUT, /api/customers/1",
			"DELETE, /api/customers/1", "GET, /api/customers/deleted", "POST, /api/customers/1/restore",
			"GET, /api/customers/1/history", "GET, /api/customers/1/orders", "POST, /api/customers/1/orders",
			"GET, /api/orders/1", "DELETE, /api/orders/1", "GET, /anything" })
	void nothingIsOpenToStrangers(HttpMethod method, String uri) {
		RestTestClientResponse response = RestTestClientResponse.from(this.client.method(method).uri(uri).exchange());
		assertThat(response).hasStatus(HttpStatus.UNAUTHORIZED)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.containsHeader("WWW-Authenticate")
			.doesNotContainHeader("Set-Cookie")
			.bodyJson()
			.isLenientlyEqualTo("{\"status\": 401, \"title\": \"Unauthorized\", \"instance\": \"%s\"}".formatted(uri));
	}

	@Test
	void aWrongPasswordIsRefused() {
		RestTestClientResponse response = RestTestClientResponse.from(this.client.get()
			.uri("/api/customers")
			.headers((headers) -> headers.setBasicAuth("clerk", "manager"))
			.exchange());
		assertThat(response).hasStatus(HttpStatus.UNAUTHORIZED).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/deletions", "GET, /api/trail", "POST, /api/customers/1/revert?revision=1",
			"GET, /api/customers/1/as-of?instant=2026-01-01T00:00:00Z", "GET, /api/customers/deleted",
			"POST, /api/customers/1/restore", "GET, /api/customers/1/history" })
	void deletedCustomersAndHistoryAreNotForClerks(HttpMethod method, String uri) {
		RestTestClientResponse response = RestTestClientResponse.from(this.client.method(method)
			.uri(uri)
			.headers((headers) -> headers.setBasicAuth("clerk", "clerk"))
			.exchange());
		assertThat(response).hasStatus(HttpStatus.FORBIDDEN)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo("{\"status\": 403, \"title\": \"Forbidden\", \"instance\": \"%s\"}"
				.formatted(uri.replaceAll("\\?.*", "")));
	}

	@Test
	void aManagerMayDoWhatAClerkMay() {
		ShopClient manager = ShopClient.of(this.client, "manager");
		String customer = manager.create("/api/customers",
				"{\"name\": \"Ada\", \"email\": \"ada.security@example.com\"}");
		assertThat(manager.delete(customer)).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(manager.post(customer + "/restore")).hasStatusOk();
	}

}

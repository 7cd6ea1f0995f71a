package io.github.softdeleteaudit.sample;

import java.net.URI;
import java.util.Objects;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as one of its users sees it.
 */
final class ShopClient {

	private final RestTestClient client;

	private ShopClient(RestTestClient client) {
		this.client = client;
	}

	static ShopClient of(RestTestClient client, String user) {
		return new ShopClient(client.mutate().defaultHeaders((headers) -> headers.setBasicAuth(user, user)).build());
	}

	RestTestClientResponse get(String uri) {
		return send(HttpMethod.GET, uri);
	}

	RestTestClientResponse post(String uri) {
		return send(HttpMethod.POST, uri);
	}

	RestTestClientResponse post(String uri, String json) {
		return send(HttpMethod.POST, uri, json);
	}

	RestTestClientResponse put(String uri, String json) {
		return send(HttpMethod.PUT, uri, json);
	}

	RestTestClientResponse delete(String uri) {
		return send(HttpMethod.DELETE, uri);
	}

	/**
	 * Post something new.
	 * @return where it is
	 */
	String create(String uri, String json) {
		RestTestClientResponse response = post(uri, json);
		assertThat(response).hasStatus(HttpStatus.CREATED);
		URI location = Objects.requireNonNull(response.getExchangeResult().getResponseHeaders().getLocation());
		assertThat(get(location.toString())).hasStatusOk();
		return location.getPath();
	}

	/**
	 * Get something that exists.
	 * @return the response's body
	 */
	String read(String uri) {
		RestTestClientResponse response = get(uri);
		assertThat(response).hasStatusOk();
		return new String(response.getExchangeResult().getResponseBodyContent());
	}

	private RestTestClientResponse send(HttpMethod method, String uri) {
		return RestTestClientResponse.from(this.client.method(method).uri(uri).exchange());
	}

	private RestTestClientResponse send(HttpMethod method, String uri, String json) {
		return RestTestClientResponse
			.from(this.client.method(method).uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange());
	}

}

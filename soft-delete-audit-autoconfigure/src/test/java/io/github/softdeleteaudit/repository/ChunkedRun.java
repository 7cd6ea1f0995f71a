package io.github.softdeleteaudit.repository;

import java.util.List;

import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.CustomerRepository;
import io.github.softdeleteaudit.model.ModelApplication;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.domain.Specification;

/**
 * An application of its own process, on the database of a test, that deletes or restores
 * many customers in chunks and prints its progress.
 */
public final class ChunkedRun {

	static final String PROGRESS = "progress ";

	static final int CHUNK = 10;

	private ChunkedRun() {
	}

	/**
	 * Start the application.
	 * @param arguments what to do, and the properties of the database
	 */
	public static void main(String[] arguments) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ModelApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.jpa.hibernate.ddl-auto=none", "spring.jpa.open-in-view=false",
					"spring.main.banner-mode=off")
			.properties(List.of(arguments).subList(1, arguments.length).toArray(String[]::new))
			.run()) {
			Operation.valueOf(arguments[0])
				.run(context.getBean(CustomerRepository.class),
						chunks().onProgress((done) -> System.out.println(PROGRESS + done)));
		}
	}

	static Chunks chunks() {
		return Chunks.of(CHUNK).eachInOwnTransaction();
	}

	static Specification<Customer> killed() {
		return (root, query, builder) -> builder.like(root.get("name"), "killed %");
	}

	enum Operation {

		DELETE {

			@Override
			long run(CustomerRepository customers, Chunks chunks) {
				return customers.deleteAll(killed(), chunks);
			}

		},

		RESTORE {

			@Override
			long run(CustomerRepository customers, Chunks chunks) {
				return customers.restoreAll(killed(), chunks);
			}

		};

		abstract long run(CustomerRepository customers, Chunks chunks);

	}

}

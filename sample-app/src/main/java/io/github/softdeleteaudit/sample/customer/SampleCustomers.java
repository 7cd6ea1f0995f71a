package io.github.softdeleteaudit.sample.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import net.datafaker.Faker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database with customers, the same ones every time. No user stands behind
 * this work: the revisions name the system actor.
 */
@Component
@ConditionalOnBooleanProperty("sample.customers.enabled")
class SampleCustomers implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(SampleCustomers.class);

	private static final int BATCHES = 10;

	private static final int BATCH_SIZE = 100;

	private static final List<String> TAGS = List.of("export", "late-payer", "newsletter", "retail", "vip",
			"wholesale");

	private static final Instant LAST_ORDER = Instant.parse("2026-01-31T16:30:00Z");

	private final CustomerRepository customers;

	private final TagRepository tags;

	private final TransactionTemplate transaction;

	SampleCustomers(CustomerRepository customers, TagRepository tags, TransactionTemplate transaction) {
		this.customers = customers;
		this.tags = tags;
		this.transaction = transaction;
	}

	@Override
	public void run(ApplicationArguments args) {
		// Who has deleted all customers does not want new ones
		if (this.customers.count() > 0 || this.customers.countDeleted() > 0) {
			return;
		}
		Random random = new Random(42);
		Faker faker = new Faker(Locale.ENGLISH, random);
		for (int i = 0; i < BATCHES; i++) {
			int batch = i;
			this.transaction.executeWithoutResult((status) -> saveBatch(faker, random, batch * BATCH_SIZE));
		}
		logger.info("Made {} sample customers", this.customers.count());
	}

	private void saveBatch(Faker faker, Random random, int first) {
		List<Tag> tags = this.tags.named(TAGS);
		tags.sort(Comparator.comparing(Tag::getName));
		for (int i = 0; i < BATCH_SIZE; i++) {
			this.customers.save(customer(first + i, faker, random, tags));
		}
	}

	private static Customer customer(int number, Faker faker, Random random, List<Tag> tags) {
		String firstName = faker.name().firstName();
		String lastName = faker.name().lastName();
		String email = "%s.%s.%d@example.com".formatted(firstName, lastName, number).replaceAll("[^A-Za-z0-9.@]", "");
		Customer customer = new Customer(firstName + " " + lastName, email.toLowerCase(Locale.ROOT),
				some(random, tags, 3), phones(faker, random));
		for (int i = random.nextInt(4); i > 0; i--) {
			Order order = customer.order(LAST_ORDER.minus(random.nextInt(1_000_000), ChronoUnit.MINUTES));
			for (int j = 1 + random.nextInt(4); j > 0; j--) {
				order.addLine(faker.commerce().productName(), 1 + random.nextInt(10),
						BigDecimal.valueOf(random.nextInt(100, 50_000), 2));
			}
		}
		return customer;
	}

	private static Set<Phone> phones(Faker faker, Random random) {
		Set<Phone> phones = new HashSet<>();
		for (Phone.Kind kind : some(random, List.of(Phone.Kind.values()), 2)) {
			phones.add(new Phone(kind, faker.phoneNumber().phoneNumberInternational()));
		}
		return phones;
	}

	private static <T> Set<T> some(Random random, List<T> all, int max) {
		// Not a HashSet: its order is another one every time
		Set<T> some = new LinkedHashSet<>();
		for (int i = random.nextInt(max + 1); i > 0; i--) {
			some.add(all.get(random.nextInt(all.size())));
		}
		return some;
	}

}

package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.schema.existing.flag.FlagApplication;
import io.github.softdeleteaudit.schema.existing.flag.Product;
import io.github.softdeleteaudit.schema.existing.flag.ProductRepository;
import io.github.softdeleteaudit.schema.existing.flag.Supplier;
import io.github.softdeleteaudit.schema.existing.flag.SupplierRepository;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: a table with a boolean that tells deleted rows is used as it is.
 */
abstract class FlagContract extends ExistingSchemaContract {

	FlagContract(TestDatabase kind) {
		super(kind, FlagApplication.class);
	}

	@BeforeEach
	void tablesWithABoolean() {
		database().execute("create table product (id bigint primary key, name varchar(255), deleted boolean)",
				"insert into product values (1, 'old', null), (2, 'new', false), (3, 'gone', true)",
				"create table supplier (id bigint primary key, name varchar(255), deleted boolean default false not null)",
				"insert into supplier (id, name) values (1, 'live')", "insert into supplier values (3, 'gone', true)");
		addWhatIsMissing();
	}

	@Test
	void nullAndFalseAreLive() {
		try (TestApplication application = start()) {
			ProductRepository products = application.bean(ProductRepository.class);
			assertThat(products.findAll()).extracting(Product::getName).containsExactlyInAnyOrder("old", "new");
			assertThat(products.findDeletedById(3L)).map(Product::getName).contains("gone");
			SupplierRepository suppliers = application.bean(SupplierRepository.class);
			assertThat(suppliers.findAll()).extracting(Supplier::getName).containsExactly("live");
			assertThat(suppliers.findDeletedById(3L)).map(Supplier::getName).contains("gone");
		}
	}

	@Test
	void rowsAreCreatedDeletedAndRestored() {
		try (TestApplication application = start()) {
			ProductRepository products = application.bean(ProductRepository.class);
			SupplierRepository suppliers = application.bean(SupplierRepository.class);
			products.save(new Product(4, "four"));
			suppliers.save(new Supplier(4, "four"));
			for (long id : new long[] { 1, 4 }) {
				products.deleteById(id);
				suppliers.deleteById(id);
			}
			products.restore(3L);
			suppliers.restore(3L);
			assertThat(application.jdbc().queryForList("select id from product where deleted order by id", Long.class))
				.containsExactly(1L, 4L);
			assertThat(application.jdbc().queryForList("select id from supplier where deleted order by id", Long.class))
				.containsExactly(1L, 4L);
			products.restore(1L);
			suppliers.restore(1L);
			assertThat(
					application.jdbc().queryForList("select id from product where not deleted order by id", Long.class))
				.containsExactly(1L, 2L, 3L);
			// what writes past Hibernate still works
			database().execute("insert into product (id, name) values (5, 'five')",
					"insert into supplier (id, name) values (5, 'five')");
			assertThat(products.existsById(5L)).isTrue();
			assertThat(suppliers.existsById(5L)).isTrue();
		}
	}

	@Test
	void schemaIsAsIfCreated() {
		assertSchemaIsAsIfCreated();
	}

}

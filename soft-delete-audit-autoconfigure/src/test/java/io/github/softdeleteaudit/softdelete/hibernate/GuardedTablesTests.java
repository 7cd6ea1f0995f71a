package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link GuardedTables}.
 */
class GuardedTablesTests {

	private final GuardedTables tables = new GuardedTables(true);

	@BeforeEach
	void guard() {
		this.tables.add("customer", "Customer");
		this.tables.add("\"Order Line\"", "OrderLine");
		this.tables.add("\"a.b\"", "Dotted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "delete from customer where id = 1", "DELETE\n FROM Customer",
			"delete customer where id = 1", "delete from \"customer\"", "delete from `customer`",
			"delete from [customer]", "delete from shop.customer where id = 1", "delete from \"my shop\".\"customer\"",
			"delete from \"shop\" . \"Order Line\"", "delete from `order line` where id = 1", "delete from \"a.b\"",
			"delete from only customer", "delete from only (customer)", "# why\ndelete from customer",
			"set statement max_statement_time=5 for delete from customer",
			"copy (delete from customer returning id) to stdout", "delete from customer as c using vip v",
			"delete from customer c", "/* why */ delete from customer", "delete /* all */ from customer",
			"-- why\ndelete from customer", "delete c from customer c join vip v on v.id = c.id",
			"delete c, v from vip v join customer as c on v.id = c.id",
			"delete v.*, c.* from vip v join customer c on v.id = c.id",
			"delete from c using customer c join vip v on v.id = c.id", "delete vip, customer from vip join customer",
			"delete low_priority quick ignore from customer", "delete top (10) from customer",
			"with gone as (delete from customer returning id) select * from gone", "(delete from customer)",
			"truncate customer", "truncate table customer", "truncate table log, customer",
			"truncate only customer cascade", "delete from log; delete from customer",
			"update log set id = 1; delete from customer", "insert into log values (1); truncate table customer",
			"explain analyze delete from customer", "analyze delete from customer",
			"replace into customer (id) values (1)", "replace low_priority customer set id = 1",
			"merge into customer c using vip v on v.id = c.id when matched then delete" })
	void deleteOfAGuardedTableIsRefused(String sql) {
		assertThatExceptionOfType(PhysicalDeleteException.class).isThrownBy(() -> this.tables.check(sql))
			.withMessageContaining(sql);
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into log values ('; delete from customer')",
			"select replace(name, 'a', 'b') from customer;",
			"create function f() returns void language sql as $$ delete from customer; $$",
			"update customer set name = replace(name, 'a', 'b'); select 1", "alter table customer add gone integer",
			"delete from log where path #> 'customer' is null", "delete from only_customer" })
	void whatDeletesNothingIsNotRefused(String sql) {
		assertThatNoException().isThrownBy(() -> this.tables.check(sql));
	}

	@Test
	void aLiteralMayBeLong() {
		String literal = "'" + "it''s long; ".repeat(100_000) + "'";
		assertThatNoException().isThrownBy(() -> this.tables.check("insert into log values (" + literal + ")"));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("insert into log values (" + literal + "); delete from customer"));
	}

	@Test
	void tableOfTheSameNameInAnotherSchemaIsLeftAlone() {
		this.tables.leaveAlone("other.customer");
		assertThatNoException().isThrownBy(() -> this.tables.check("delete from other.customer where id = 1"));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from shop.customer"));
	}

	@Test
	void tableOfTheSameNameInTheDefaultSchemaIsLeftAlone() {
		this.tables.add("depot.stock", "Stock");
		this.tables.leaveAlone("stock");
		this.tables.leaveAlone("attic.stock");
		for (String other : new String[] { "stock", "\"STOCK\"", "attic.stock", "public.stock",
				"\"attic\" . stock s" }) {
			assertThatNoException().as(other).isThrownBy(() -> this.tables.check("delete from " + other));
		}
		assertThatNoException().isThrownBy(() -> this.tables.check("delete s from attic.stock s"));
		for (String ours : new String[] { "depot.stock", "db.depot.stock", "\"Depot\".\"Stock\"",
				"[depot] . stock s" }) {
			assertThatExceptionOfType(PhysicalDeleteException.class).as(ours)
				.isThrownBy(() -> this.tables.check("delete from " + ours));
		}
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete stock from depot.stock stock"));
	}

	@Test
	void keywordIsNoTable() {
		this.tables.add("`where`", "Place");
		assertThatNoException().isThrownBy(() -> this.tables.check("delete l from log l where l.id = 1"));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete l from `where` l where l.id = 1"));
	}

	@Test
	void unknownSchemaIsGuardedUnlessOursIsKnown() {
		this.tables.add("depot.stock", "Stock");
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from stock"));
		assertThatNoException().isThrownBy(() -> this.tables.check("delete from cellar.stock"));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from cellar.customer"));
	}

	@Test
	void tableWhoseQuotedNameDiffersInCaseIsLeftAlone() {
		this.tables.leaveAlone("\"Customer\"");
		assertThatNoException().isThrownBy(() -> this.tables.check("delete from \"Customer\" where id = 1"));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from customer"));
	}

	@Test
	void tableWithoutASchemaIsGuardedWhereTheDatabaseHasNone() {
		this.tables.leaveAlone("customer");
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from customer"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "select * from customer", "update customer set name = 'delete from customer'",
			"insert into log select * from customer", "delete from log where customer in (select id from customer c)",
			"delete from customer_tags where customer_id = 1", "delete from \"customer tags\"",
			"delete from log where text = 'delete from customer'", "delete from log -- delete from customer",
			"delete from log /* delete from customer */ where id = 1", "delete from order_line",
			"delete from log l using customer c where c.id = l.customer_id",
			"delete l from log l join customer c on c.id = l.customer_id", "truncate table log",
			"merge into customer c using vip v on v.id = c.id when matched then update set name = v.name",
			"with c as (select id from customer) select * from c", "drop table log", "" })
	void otherStatementPasses(String sql) {
		assertThatNoException().isThrownBy(() -> this.tables.check(sql));
	}

	@Test
	void purgeMayDelete() {
		assertThatNoException().isThrownBy(() -> GuardedTables.purging(() -> {
			this.tables.check("delete from customer");
			return null;
		}));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from customer"));
	}

	@Test
	void purgeThatFailsStillEnds() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> GuardedTables.purging(() -> {
			throw new IllegalStateException();
		}));
		assertThatExceptionOfType(PhysicalDeleteException.class)
			.isThrownBy(() -> this.tables.check("delete from customer"));
	}

}

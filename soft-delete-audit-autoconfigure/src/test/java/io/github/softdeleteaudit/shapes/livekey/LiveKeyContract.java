package io.github.softdeleteaudit.shapes.livekey;

import java.util.Map;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.livekey.LiveKeyModel.*;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that are unique among live rows, of which not everybody sees all.
 */
abstract class LiveKeyContract extends ShapeContract {

	LiveKeyContract(TestDatabase database) {
		super(database, LiveKeyApplication.class);
	}

	private InvoiceRepository invoices() {
		return bean(InvoiceRepository.class);
	}

	private DomainRepository domains() {
		return bean(DomainRepository.class);
	}

	private void become(String tenant) {
		bean(Tenant.class).become(tenant);
	}

	@AfterEach
	void becomeTheFirst() {
		become("one");
	}

	private void refused(ThrowingCallable write, Map<String, ?> values) {
		Tables before = this.application.tables();
		assertThatExceptionOfType(LiveUniqueViolationException.class).isThrownBy(write)
			.satisfies((ex) -> assertThat(ex.getValues()).isEqualTo(values));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void keyOfATenantIsThatOfNoOther() {
		Invoice deleted = invoices().save(new Invoice("1"));
		invoices().delete(deleted);
		Invoice live = invoices().save(new Invoice("1"));
		refused(() -> invoices().save(new Invoice("1")), Map.of("tenant", "one", "number", "1"));
		refused(() -> invoices().restoreOrSave(new Invoice("1")), Map.of("tenant", "one", "number", "1"));
		become("other");
		assertThat(invoices().findLiveHolding(new Invoice("1"))).isEmpty();
		assertThat(invoices().findDeletedHolding(new Invoice("1"))).isEmpty();
		Invoice others = invoices().restoreOrSave(new Invoice("1"));
		assertThat(others.tenant).isEqualTo("other");
		become("one");
		assertThat(invoices().findLiveHolding(candidate("one"))).extracting((each) -> each.id).containsExactly(live.id);
		assertThat(invoices().findLiveHolding(new Invoice("1"))).extracting((each) -> each.id).containsExactly(live.id);
		assertThat(invoices().findDeletedHolding(new Invoice("1"))).extracting((each) -> each.id)
			.containsExactly(deleted.id);
		this.application.clock().tick();
		invoices().delete(live);
		assertThat(invoices().restoreOrSave(new Invoice("1")).id).isEqualTo(live.id);
	}

	private static Invoice candidate(String tenant) {
		Invoice invoice = new Invoice("1");
		invoice.tenant = tenant;
		return invoice;
	}

	@Test
	void keyOfAllTenantsIsRefusedWithoutShowingTheHolder() {
		Domain domain = domains().save(new Domain("all"));
		become("other");
		assertThat(domains().findLiveHolding(new Domain("all"))).isEmpty();
		refused(() -> domains().restoreOrSave(new Domain("all")), Map.of("name", "all"));
		become("one");
		domains().delete(domain);
		become("other");
		assertThat(domains().findDeletedHolding(new Domain("all"))).isEmpty();
		Domain others = domains().restoreOrSave(new Domain("all"));
		assertThat(others.id).isNotEqualTo(domain.id);
		become("one");
		refused(() -> domains().restore(domain.id), Map.of("name", "all"));
	}

	@Test
	void rowThatTheApplicationRestrictsIsInTheWayToo() {
		Domain hidden = domains().save(new Domain("hidden"));
		assertThat(domains().findById(hidden.id)).isEmpty();
		assertThat(domains().findLiveHolding(new Domain("hidden"))).isEmpty();
		refused(() -> domains().restoreOrSave(new Domain("hidden")), Map.of("name", "hidden"));
	}

}

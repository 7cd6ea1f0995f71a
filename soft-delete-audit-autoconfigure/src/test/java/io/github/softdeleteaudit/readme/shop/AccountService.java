package io.github.softdeleteaudit.readme.shop;

import java.util.List;

import io.github.softdeleteaudit.repository.Chunks;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * What the README does with keys that are unique among live rows, and with many rows.
 */
@Service
public class AccountService {

	private static final Logger log = LoggerFactory.getLogger(AccountService.class);

	private final AccountRepository accounts;

	public AccountService(AccountRepository accounts) {
		this.accounts = accounts;
	}

	public String open(String email) {
		// tag::holders[]
		Account account = new Account(email);
		// who has the address now, if anybody
		List<Account> taken = accounts.findLiveHolding(account);
		// who had it, the last deleted first
		List<Account> deleted = accounts.findDeletedHolding(account);
		// the one that had it, as it was, or else the new one
		Account opened = accounts.restoreOrSave(account);
		// end::holders[]
		return taken.size() + " live, " + deleted.size() + " deleted: " + opened.getId();
	}

	public List<Integer> count(String label) {
		// tag::scope[]
		List<Account> all = SoftDeleteScope.includingDeleted(() -> accounts.findByLabel(label));
		List<Account> gone = SoftDeleteScope.onlyDeleted(Account.class, () -> accounts.findByLabel(label));
		// end::scope[]
		return List.of(all.size(), gone.size(), accounts.findAllByLabel(label).size());
	}

	public long close() {
		// tag::deleteAll[]
		long closed = accounts.deleteAll((account, query, builder) -> builder.equal(account.get("label"), "closed"));
		// end::deleteAll[]
		return closed;
	}

	public long closeInChunks() {
		// tag::chunks[]
		long closed = accounts.deleteAll((account, query, builder) -> builder.equal(account.get("label"), "closed"),
				Chunks.of(10_000).eachInOwnTransaction().onProgress((done) -> log.info("{} accounts closed", done)));
		// end::chunks[]
		return closed;
	}

	// tag::violation[]
	public String register(Account account) {
		try {
			accounts.save(account);
			return "welcome";
		}
		catch (LiveUniqueViolationException ex) {
			return String.join(" and ", ex.getAttributes()) + " taken already: " + ex.getValues();
		}
	}
	// end::violation[]

}

package io.github.softdeleteaudit.readme.shop;

import java.util.List;

import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

// tag::account-repository[]
public interface AccountRepository extends SoftDeleteRepository<Account, Long> {

	List<Account> findByLabel(String label);

	@IncludingDeleted
	List<Account> findAllByLabel(String label);

}
// end::account-repository[]

package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

// tag::repository[]
public interface CustomerRepository extends SoftDeleteRepository<Customer, Long>, AuditedRepository<Customer, Long> {

}
// end::repository[]

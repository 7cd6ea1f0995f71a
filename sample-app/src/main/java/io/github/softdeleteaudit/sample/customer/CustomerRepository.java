package io.github.softdeleteaudit.sample.customer;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

/**
 * The customers, with their deleted ones and their history.
 */
interface CustomerRepository extends SoftDeleteRepository<Customer, Long>, AuditedRepository<Customer, Long> {

}

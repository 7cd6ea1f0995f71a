package io.github.softdeleteaudit.model;

import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface CustomerRepository extends SoftDeleteRepository<Customer, Long>, AuditedRepository<Customer, Long> {

	Optional<Customer> findByName(String name);

	long countByNameStartingWith(String start);

	boolean existsByName(String name);

	long deleteByName(String name);

	List<Customer> removeByNameStartingWith(String start);

}

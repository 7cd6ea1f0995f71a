package io.github.softdeleteaudit.model;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface PurchaseRepository extends SoftDeleteRepository<Purchase, Long>, AuditedRepository<Purchase, Long> {

}

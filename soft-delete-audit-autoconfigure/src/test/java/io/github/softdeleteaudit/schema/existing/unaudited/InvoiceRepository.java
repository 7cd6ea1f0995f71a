package io.github.softdeleteaudit.schema.existing.unaudited;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface InvoiceRepository extends SoftDeleteRepository<Invoice, Long>, AuditedRepository<Invoice, Long> {

}

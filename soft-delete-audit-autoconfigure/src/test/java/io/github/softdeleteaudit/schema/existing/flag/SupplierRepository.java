package io.github.softdeleteaudit.schema.existing.flag;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface SupplierRepository extends SoftDeleteRepository<Supplier, Long> {

}

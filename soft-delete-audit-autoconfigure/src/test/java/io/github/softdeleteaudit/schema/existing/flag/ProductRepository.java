package io.github.softdeleteaudit.schema.existing.flag;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface ProductRepository extends SoftDeleteRepository<Product, Long> {

}

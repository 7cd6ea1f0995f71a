package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface PurchaseRepository extends SoftDeleteRepository<Purchase, Long> {

}

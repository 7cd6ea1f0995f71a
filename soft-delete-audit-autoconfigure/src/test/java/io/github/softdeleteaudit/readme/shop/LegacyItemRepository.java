package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface LegacyItemRepository extends SoftDeleteRepository<LegacyItem, Integer> {

}

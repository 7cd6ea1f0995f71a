package io.github.softdeleteaudit.model;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface LegacyItemRepository extends SoftDeleteRepository<LegacyItem, Integer> {

}

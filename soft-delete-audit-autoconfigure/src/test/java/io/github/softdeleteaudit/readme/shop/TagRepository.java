package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface TagRepository extends SoftDeleteRepository<Tag, Long> {

}

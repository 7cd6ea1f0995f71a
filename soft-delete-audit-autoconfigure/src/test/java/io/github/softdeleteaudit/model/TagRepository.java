package io.github.softdeleteaudit.model;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface TagRepository extends SoftDeleteRepository<Tag, Long> {

}

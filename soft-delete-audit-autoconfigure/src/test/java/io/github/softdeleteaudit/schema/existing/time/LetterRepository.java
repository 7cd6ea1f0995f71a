package io.github.softdeleteaudit.schema.existing.time;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface LetterRepository extends SoftDeleteRepository<Letter, Long> {

}

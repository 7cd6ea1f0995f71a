package io.github.softdeleteaudit.readme.optional;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface NoteRepository extends SoftDeleteRepository<Note, Long> {

}

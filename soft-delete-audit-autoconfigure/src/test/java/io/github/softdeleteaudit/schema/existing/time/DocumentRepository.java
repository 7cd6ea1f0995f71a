package io.github.softdeleteaudit.schema.existing.time;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface DocumentRepository extends SoftDeleteRepository<Document, Long> {

}

package io.github.softdeleteaudit.autoconfigure.article;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface ArticleRepository extends SoftDeleteRepository<Article, Long>, AuditedRepository<Article, Long> {

	long deleteByTitle(String title);

}

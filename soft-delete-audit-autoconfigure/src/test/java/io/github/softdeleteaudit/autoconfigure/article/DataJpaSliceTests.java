package io.github.softdeleteaudit.autoconfigure.article;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice test of an application's repositories has the starter in it.
 */
@DataJpaTest
class DataJpaSliceTests {

	@Autowired
	private ArticleRepository articles;

	@Autowired
	private TestEntityManager entityManager;

	@Test
	void deletesAreSoftAndRepositoriesHaveOurMethods() {
		Article article = this.articles.saveAndFlush(new Article("title"));
		this.articles.delete(article);
		this.entityManager.flush();
		this.entityManager.clear();
		assertThat(this.articles.findById(article.getId())).isEmpty();
		assertThat(this.articles.findDeletedById(article.getId())).isPresent();
		this.articles.restore(article.getId());
		assertThat(this.articles.findById(article.getId())).isPresent();
		assertThat(this.articles.history(article.getId())).isNotNull();
	}

}

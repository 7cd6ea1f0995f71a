package io.github.softdeleteaudit.schema.existing.unaudited;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class InvoiceLine extends SoftDeletableEntity {

	@Id
	private Long id;

	private String article;

	@ManyToOne(fetch = FetchType.LAZY)
	private Invoice invoice;

	public String getArticle() {
		return this.article;
	}

}

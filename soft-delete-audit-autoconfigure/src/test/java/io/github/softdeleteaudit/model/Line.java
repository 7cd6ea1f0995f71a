package io.github.softdeleteaudit.model;

import java.time.LocalDateTime;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;

/**
 * Without a version, an eager reference, attributes of its own for the deletion.
 */
@Entity
@Audited
@SoftDeletable
public class Line {

	@Id
	@GeneratedValue
	private UUID id;

	private String article;

	@ManyToOne(optional = false)
	private Purchase purchase;

	@DeletedAt
	@Column(name = "gone_since")
	private LocalDateTime goneSince;

	@DeletionId
	private UUID deletion;

	protected Line() {
	}

	public Line(Purchase purchase, String article) {
		this.purchase = purchase;
		this.article = article;
		purchase.getLines().add(this);
	}

	public UUID getId() {
		return this.id;
	}

	public String getArticle() {
		return this.article;
	}

	public void setArticle(String article) {
		this.article = article;
	}

	public Purchase getPurchase() {
		return this.purchase;
	}

	public LocalDateTime getGoneSince() {
		return this.goneSince;
	}

	public UUID getDeletion() {
		return this.deletion;
	}

}

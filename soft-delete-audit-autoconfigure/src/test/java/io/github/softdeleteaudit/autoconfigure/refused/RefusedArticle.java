package io.github.softdeleteaudit.autoconfigure.refused;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.SQLDelete;

@Entity
@SQLDelete(sql = "update refused_article set deleted_at = now() where id = ?")
public class RefusedArticle extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	private Long id;

}

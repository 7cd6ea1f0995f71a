package io.github.softdeleteaudit.shapes.unit.both;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * An entity of both persistence units.
 */
@Entity
@Audited
@LiveUnique(attributes = "text")
public class Memo extends SoftDeletableEntity {

	@Id
	public Long id;

	public String text;

	protected Memo() {
	}

	public Memo(Long id, String text) {
		this.id = id;
		this.text = text;
	}

}

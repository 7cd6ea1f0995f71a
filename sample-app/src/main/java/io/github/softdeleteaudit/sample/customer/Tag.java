package io.github.softdeleteaudit.sample.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A word that sorts customers. Not soft-deletable: tags are made at first use and never
 * deleted.
 */
@Entity
@Audited
class Tag {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	@Column(nullable = false, unique = true, length = 30)
	private String name;

	protected Tag() {
	}

	Tag(String name) {
		this.name = name;
	}

	String getName() {
		return this.name;
	}

}

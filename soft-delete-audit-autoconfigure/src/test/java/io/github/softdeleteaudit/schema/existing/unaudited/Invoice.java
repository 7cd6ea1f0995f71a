package io.github.softdeleteaudit.schema.existing.unaudited;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Invoice extends SoftDeletableEntity {

	@Id
	private Long id;

	private String title;

	@ElementCollection
	private Set<String> labels = new LinkedHashSet<>();

	@OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
	private Set<InvoiceLine> lines = new LinkedHashSet<>();

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public Set<String> getLabels() {
		return this.labels;
	}

	public Set<InvoiceLine> getLines() {
		return this.lines;
	}

}

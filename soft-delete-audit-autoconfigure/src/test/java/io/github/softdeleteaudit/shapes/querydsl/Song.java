package io.github.softdeleteaudit.shapes.querydsl;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;

/** What is asked for. */
@Entity
class Song extends SoftDeletableEntity {

	@Id
	@GeneratedValue
	Long id;

	String title;

	@ManyToOne(fetch = FetchType.LAZY)
	Composer composer;

	@ManyToMany
	Set<Genre> genres = new LinkedHashSet<>();

	protected Song() {
	}

	Song(String title, Composer composer) {
		this.title = title;
		this.composer = composer;
	}

	public String getTitle() {
		return this.title;
	}

}

package io.github.softdeleteaudit.shapes.acting;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * Notes that somebody deletes.
 */
interface Notes extends SoftDeleteRepository<Notes.Note, Long> {

	/** Says who deleted a note by its row, by its revision, and who stood behind. */
	String DELETION = "select n.deleted_by || ' ' || r.actor || ' ' || coalesce(r.impersonator, 'null')"
			+ " from note n join note_aud a on a.id = n.id join revinfo r on r.rev = a.rev"
			+ " where n.id = ? and a.revtype = 2";

	@Entity(name = "Note")
	@Audited
	@SoftDeletable
	class Note extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

	}

}

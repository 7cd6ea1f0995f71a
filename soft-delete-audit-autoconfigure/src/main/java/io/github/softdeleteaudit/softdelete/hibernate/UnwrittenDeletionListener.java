package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.stream.Stream;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Keeps the application from writing the attributes that carry a deletion, other than by
 * an update, which does not write them: a new row is a live one, also where the instance
 * is a copy of a deleted one, and an upsert, which could bring a deleted row back, is
 * refused.
 * <p>
 * Relies on Hibernate inserting the state that the event carries.
 */
final class UnwrittenDeletionListener implements PreInsertEventListener, PreUpsertEventListener {

	private static final long serialVersionUID = 1L;

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		if (event.getPersister() instanceof SoftDeletePersister persister) {
			SoftDeleteModel model = persister.softDeleteModel();
			int indicator = persister.getPropertyIndex(model.indicator());
			if (model.isDeleted(event.getState()[indicator])) {
				set(event, persister, indicator, model.liveValue());
			}
			Stream.of(model.deletedBy(), model.deletionId())
				.filter((attribute) -> attribute != null)
				.forEach((attribute) -> set(event, persister, persister.getPropertyIndex(attribute), null));
		}
		return false;
	}

	private static void set(PreInsertEvent event, SoftDeletePersister persister, int index, @Nullable Object value) {
		if (event.getState()[index] != null) {
			event.getState()[index] = value;
			persister.setValue(event.getEntity(), index, value);
		}
	}

	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		if (event.getPersister() instanceof SoftDeletePersister persister) {
			throw new InvalidDataAccessApiUsageException(
					"Refused, since an upsert could bring a deleted row of the soft-deletable entity %s back: insert or update it instead"
						.formatted(persister.getEntityName()));
		}
		return false;
	}

}

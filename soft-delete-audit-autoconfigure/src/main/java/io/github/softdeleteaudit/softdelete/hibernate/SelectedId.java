package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The identifier of an entity in the select clause of HQL. One of several attributes
 * without an id class cannot be selected, the entity is instead.
 */
public final class SelectedId {

	private SelectedId() {
	}

	/**
	 * Return what to select.
	 * @param persister the entity
	 * @param alias its alias in the query
	 * @return an expression of HQL
	 */
	public static String of(EntityPersister persister, String alias) {
		return isVirtual(persister) ? alias : "id(" + alias + ")";
	}

	/**
	 * Return the identifier that was selected.
	 * @param persister the entity
	 * @param selected what the query returned for {@link #of}
	 * @param session the session of the query
	 * @return the identifier
	 */
	public static Object value(EntityPersister persister, Object selected, SharedSessionContractImplementor session) {
		return isVirtual(persister) ? persister.getIdentifier(selected, session) : selected;
	}

	static boolean isVirtual(EntityPersister persister) {
		return persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier
				&& identifier.getIdClassEmbeddable() == null;
	}

}

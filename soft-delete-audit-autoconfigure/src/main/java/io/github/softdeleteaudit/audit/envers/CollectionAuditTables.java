package io.github.softdeleteaudit.audit.envers;

import java.util.HashSet;
import java.util.Set;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/**
 * The audit tables of collections.
 * <p>
 * Envers takes the restriction of a collection over to its audit table. That of a
 * one-to-many, which shows live rows only, names columns of the target, and the audit
 * table has none of them: it could not be read.
 * <p>
 * Relies on audit entities having no class, and on integrators being called before the
 * persisters are made.
 */
final class CollectionAuditTables {

	private CollectionAuditTables() {
	}

	static void removeRestrictionsOnTargets(Metadata metadata) {
		Set<String> onTargets = new HashSet<>();
		for (Collection collection : metadata.getCollectionBindings()) {
			if (collection.isOneToMany() && collection.getWhere() != null) {
				onTargets.add(collection.getWhere());
			}
		}
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (entity instanceof RootClass root && root.getClassName() == null
					&& onTargets.contains(root.getWhere())) {
				root.setWhere(null);
			}
		}
	}

}

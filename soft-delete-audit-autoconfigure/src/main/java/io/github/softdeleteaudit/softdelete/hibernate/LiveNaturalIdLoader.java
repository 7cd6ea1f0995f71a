package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import jakarta.persistence.Timeout;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Locking;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.loader.ast.spi.NaturalIdLoadOptions;
import org.hibernate.loader.ast.spi.NaturalIdLoader;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;

/**
 * Finds live rows by their natural id, also where only the identifier is wanted, and
 * where the session knows the instance of a deleted one.
 * <p>
 * Relies on Hibernate restricting what it loads by a natural id, but neither the
 * identifier that it resolves for a reference nor what it takes from the persistence
 * context when it loads several.
 */
// Hibernate's loader still takes the deprecated options
@SuppressWarnings({ "deprecation", "removal" })
record LiveNaturalIdLoader<T>(SoftDeletePersister persister,
		NaturalIdLoader<T> delegate) implements NaturalIdLoader<T> {

	static <T> MultiNaturalIdLoader<T> several(SoftDeletePersister persister, MultiNaturalIdLoader<T> delegate) {
		return new Several<>(persister, delegate);
	}

	@Override
	public @Nullable Object resolveNaturalIdToId(Object naturalIdValue, SharedSessionContractImplementor session) {
		Object entity = this.delegate.load(naturalIdValue, Unlocked.INSTANCE, session);
		return (entity != null) ? this.persister.getIdentifier(Hibernate.unproxy(entity), session) : null;
	}

	@Override
	public T load(Object naturalIdToLoad, NaturalIdLoadOptions options, SharedSessionContractImplementor session) {
		return this.delegate.load(naturalIdToLoad, options, session);
	}

	@Override
	public T load(Object naturalIdToLoad, Options options, SharedSessionContractImplementor session) {
		return this.delegate.load(naturalIdToLoad, options, session);
	}

	@Override
	public Object resolveIdToNaturalId(Object id, SharedSessionContractImplementor session) {
		return this.delegate.resolveIdToNaturalId(id, session);
	}

	@Override
	public EntityMappingType getLoadable() {
		return this.delegate.getLoadable();
	}

	private record Several<T>(SoftDeletePersister persister,
			MultiNaturalIdLoader<T> delegate) implements MultiNaturalIdLoader<T> {

		@Override
		@SuppressWarnings("unchecked")
		public <K> List<T> multiLoad(K[] naturalIds, MultiNaturalIdLoadOptions options,
				SharedSessionContractImplementor session) {
			return (List<T>) this.persister.softDeleteBehavior()
				.visible(this.delegate.multiLoad(naturalIds, options, session), options, this.persister);
		}

		@Override
		public EntityMappingType getLoadable() {
			return this.delegate.getLoadable();
		}

	}

	private enum Unlocked implements Options {

		INSTANCE;

		@Override
		public LockMode getLockMode() {
			return LockMode.NONE;
		}

		@Override
		public @Nullable Timeout getLockTimeout() {
			return null;
		}

		@Override
		public Locking.@Nullable Scope getLockScope() {
			return null;
		}

		@Override
		public Locking.@Nullable FollowOn getLockFollowOn() {
			return null;
		}

	}

}

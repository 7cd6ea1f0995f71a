package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Access to one entity's or collection's part of the second-level cache, into which
 * nothing is put that was read before rows were deleted or restored: neither while that
 * goes on nor by a transaction that began before it was over. While the region is locked,
 * as by an HQL update, nothing is found in it.
 * <p>
 * Relies on the timestamps by which Hibernate's own caches tell that. They lock single
 * items in that way, but never a whole region.
 *
 * @param <A> the kind of access
 */
abstract class LiveDataAccess<A extends CachedDomainDataAccess> implements CachedDomainDataAccess {

	private final A delegate;

	// sessions and locks, which equal themselves alone
	private final Set<Object> changing = ConcurrentHashMap.newKeySet();

	private final AtomicInteger locks = new AtomicInteger();

	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private volatile long changed = Long.MIN_VALUE;

	LiveDataAccess(A delegate) {
		this.delegate = delegate;
	}

	A delegate() {
		return this.delegate;
	}

	/**
	 * Called when a session has deleted or restored rows.
	 * @param session the session
	 */
	void rowsChange(SharedSessionContractImplementor session) {
		if (!session.isTransactionInProgress()) {
			changed(session, this::rowsChanged);
		}
		else if (this.changing.add(session)) {
			session.getTransactionCompletionCallbacks()
				.registerCallback((success, completed) -> changed(session, this::rowsChanged));
		}
	}

	/**
	 * Take out what deleting or restoring rows has changed, whether it was committed or
	 * not.
	 */
	abstract void rowsChanged();

	boolean isChanging() {
		return !this.changing.isEmpty();
	}

	// a session whose connection was lost, or that was closed in the middle of its
	// transaction, is never told that this is over; one that others share the connection
	// of is
	void forgetClosed() {
		for (Object by : this.changing) {
			if (by instanceof RegionLock regionLock) {
				if (regionLock.session != null && isGone(regionLock.session)) {
					unlockRegion(regionLock);
				}
			}
			else if (isGone((SharedSessionContractImplementor) by)) {
				changed(by, this::rowsChanged);
			}
		}
	}

	private static boolean isGone(SharedSessionContractImplementor session) {
		return !session.getJdbcCoordinator().getLogicalConnection().isOpen();
	}

	private void changed(Object by, Runnable eviction) {
		this.lock.writeLock().lock();
		try {
			eviction.run();
		}
		finally {
			this.changed = getRegion().getRegionFactory().nextTimestamp();
			this.changing.remove(by);
			this.lock.writeLock().unlock();
		}
	}

	boolean putUnlessChanged(SharedSessionContractImplementor session, BooleanSupplier put) {
		forgetClosed();
		this.lock.readLock().lock();
		try {
			return !isChanging() && session.getCacheTransactionSynchronization().getCachingTimestamp() > this.changed
					&& put.getAsBoolean();
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version) {
		return putUnlessChanged(session, () -> this.delegate.putFromLoad(session, key, value, version));
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version, boolean minimalPutOverride) {
		return putUnlessChanged(session,
				() -> this.delegate.putFromLoad(session, key, value, version, minimalPutOverride));
	}

	@Override
	public SoftLock lockRegion() {
		RegionLock regionLock = new RegionLock(this.delegate.lockRegion());
		this.changing.add(regionLock);
		this.locks.incrementAndGet();
		return regionLock;
	}

	@Override
	public void unlockRegion(SoftLock lock) {
		RegionLock regionLock = (RegionLock) lock;
		if (regionLock.released.compareAndSet(false, true)) {
			changed(regionLock, () -> this.delegate.unlockRegion(regionLock.delegate));
			this.locks.decrementAndGet();
		}
	}

	@Override
	public DomainDataRegion getRegion() {
		return this.delegate.getRegion();
	}

	@Override
	public AccessType getAccessType() {
		return this.delegate.getAccessType();
	}

	@Override
	public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
		if (this.locks.get() > 0) {
			forgetClosed();
			return null;
		}
		return this.delegate.get(session, key);
	}

	@Override
	public @Nullable SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
		return this.delegate.lockItem(session, key, version);
	}

	@Override
	public void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
		this.delegate.unlockItem(session, key, lock);
	}

	@Override
	public void remove(SharedSessionContractImplementor session, Object key) {
		this.delegate.remove(session, key);
	}

	@Override
	public void removeAll(SharedSessionContractImplementor session) {
		for (Object by : this.changing) {
			// Hibernate locks the region first, without a word of who does
			if (by instanceof RegionLock regionLock && regionLock.thread == Thread.currentThread()
					&& regionLock.session == null) {
				regionLock.session = session;
			}
		}
		this.delegate.removeAll(session);
	}

	@Override
	public boolean contains(Object key) {
		return this.delegate.contains(key);
	}

	@Override
	public void evict(Object key) {
		this.delegate.evict(key);
	}

	@Override
	public void evictAll() {
		this.delegate.evictAll();
	}

	/**
	 * A lock of the region, with that of the delegate.
	 */
	private static final class RegionLock implements SoftLock {

		private final @Nullable SoftLock delegate;

		private final Thread thread = Thread.currentThread();

		private final AtomicBoolean released = new AtomicBoolean();

		private volatile @Nullable SharedSessionContractImplementor session;

		RegionLock(@Nullable SoftLock delegate) {
			this.delegate = delegate;
		}

	}

}

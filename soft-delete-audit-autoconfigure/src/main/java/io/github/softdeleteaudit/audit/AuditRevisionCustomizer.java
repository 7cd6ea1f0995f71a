package io.github.softdeleteaudit.audit;

/**
 * Fills the attributes that an application's revision entity has beside those of
 * {@link AuditRevision}, which it extends. Beans of this type are called in their order,
 * once for each revision, in the thread and transaction that writes it. An exception
 * fails the write.
 * <p>
 * Called in the middle of a flush, so it must not query through the session of that
 * transaction.
 */
@FunctionalInterface
public interface AuditRevisionCustomizer {

	/**
	 * Customize a revision that is about to be inserted.
	 * @param revision the application's revision entity. What it has from
	 * {@link AuditRevision} is set later, and cannot be changed
	 */
	void customize(AuditRevision revision);

}

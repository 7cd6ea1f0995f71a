package io.github.softdeleteaudit.restore;

/**
 * Rows have been restored. Published by the thread and in the transaction of the restore,
 * which may still be rolled back, as an exception of a listener does: a
 * {@link org.springframework.transaction.event.TransactionalEventListener} gets it when
 * the transaction has been committed.
 *
 * @param rows the rows, at least one
 */
public record AfterRestoreEvent(RestoredRows rows) {
}

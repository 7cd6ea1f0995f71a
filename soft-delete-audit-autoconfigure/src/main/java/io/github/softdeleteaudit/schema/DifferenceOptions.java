package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * What a comparison with a database cannot know by itself. Instances do not change; each
 * method returns another one.
 */
public final class DifferenceOptions {

	private static final DifferenceOptions NONE = new DifferenceOptions(List.of(), false, false, null);

	private final List<RenamedColumn> renamedColumns;

	private final boolean unmappedDropped;

	private final boolean concurrent;

	private final @Nullable DataSource dataSource;

	private DifferenceOptions(List<RenamedColumn> renamedColumns, boolean unmappedDropped, boolean concurrent,
			@Nullable DataSource dataSource) {
		this.renamedColumns = renamedColumns;
		this.unmappedDropped = unmappedDropped;
		this.concurrent = concurrent;
		this.dataSource = dataSource;
	}

	/**
	 * Return the options of a plain comparison: nothing was renamed, no column is
	 * dropped, indexes are created as usual, in the application's own database.
	 * @return the options
	 */
	public static DifferenceOptions none() {
		return NONE;
	}

	/**
	 * Tell of a column that was renamed, so that its values stay. Its column in the audit
	 * table is renamed too. A column that has been renamed in the database already is
	 * left as it is.
	 * @param table the name of the table, without a schema; the case does not matter
	 * @param from the name that the column has had
	 * @param to the name that is mapped
	 * @return the options with it
	 */
	public DifferenceOptions withRenamedColumn(String table, String from, String to) {
		List<RenamedColumn> renamed = new ArrayList<>(this.renamedColumns);
		renamed.add(new RenamedColumn(ExistingTables.normal(table), ExistingTables.normal(from),
				ExistingTables.normal(to)));
		return new DifferenceOptions(List.copyOf(renamed), this.unmappedDropped, this.concurrent, this.dataSource);
	}

	/**
	 * Drop the columns of mapped tables that are not mapped any more, with the values in
	 * them. Columns of audit tables stay all the same, since they are history. Without
	 * this a column stays, and only becomes nullable where inserts would fail.
	 * @return the options with it
	 */
	public DifferenceOptions withUnmappedColumnsDropped() {
		return new DifferenceOptions(this.renamedColumns, true, this.concurrent, this.dataSource);
	}

	/**
	 * Create and drop indexes of tables that are there already {@code concurrently}, so
	 * that writes go on meanwhile. Such a change is not transactional. Does nothing on
	 * databases other than PostgreSQL.
	 * @return the options with it
	 */
	public DifferenceOptions withConcurrentIndexes() {
		return new DifferenceOptions(this.renamedColumns, this.unmappedDropped, true, this.dataSource);
	}

	/**
	 * Compare with another database than the application's own, which must be of the same
	 * kind.
	 * @param dataSource the database
	 * @return the options with it
	 */
	public DifferenceOptions against(DataSource dataSource) {
		return new DifferenceOptions(this.renamedColumns, this.unmappedDropped, this.concurrent,
				Objects.requireNonNull(dataSource));
	}

	List<RenamedColumn> renamedColumns() {
		return this.renamedColumns;
	}

	boolean isUnmappedDropped() {
		return this.unmappedDropped;
	}

	boolean isConcurrent() {
		return this.concurrent;
	}

	@Nullable DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * A column that was renamed. Names are in lower case and without quotes.
	 */
	record RenamedColumn(String table, String from, String to) {
	}

}

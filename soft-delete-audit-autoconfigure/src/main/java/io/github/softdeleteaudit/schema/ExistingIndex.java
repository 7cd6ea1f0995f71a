package io.github.softdeleteaudit.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index that the database has. For the starter's own packages.
 *
 * @param name its name, as the database has it
 * @param unique whether it is unique
 * @param valid whether it is over all rows that it should be over: not so if its creation
 * was broken off
 * @param filter the condition of the rows that it is over, if the database says so
 * @param key its columns, in lower case and without quotes, or expressions
 */
public record ExistingIndex(String name, boolean unique, boolean valid, @Nullable String filter, List<String> key) {

	/**
	 * Return whether it is over all rows, and can be relied on.
	 * @return whether it is
	 */
	boolean isFull() {
		return this.valid && this.filter == null;
	}

}

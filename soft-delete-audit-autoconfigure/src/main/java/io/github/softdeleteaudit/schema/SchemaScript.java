package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.List;

/** x. */
public final class SchemaScript {

	private final List<SchemaChange> changes;

	private SchemaScript(List<SchemaChange> changes) {
		this.changes = changes;
	}

	static SchemaScript of(List<SchemaChange> changes) {
		return new SchemaScript(List.copyOf(changes));
	}

	/**
	 * x.
	 * @return x
	 */
	public List<SchemaChange> getChanges() {
		return this.changes;
	}

	/**
	 * x.
	 * @return x
	 */
	public boolean isEmpty() {
		return this.changes.isEmpty();
	}

	/**
	 * x.
	 * @return x
	 */
	public List<String> getUpgrade() {
		return this.changes.stream().flatMap((change) -> change.upgrade().stream()).toList();
	}

	/**
	 * x.
	 * @return x
	 */
	public List<String> getDowngrade() {
		List<String> statements = new ArrayList<>();
		for (int i = this.changes.size() - 1; i >= 0; i--) {
			statements.addAll(this.changes.get(i).downgrade());
		}
		return statements;
	}

	/**
	 * x.
	 * @return x
	 */
	public String toSql() {
		return String.join(";\n", getUpgrade()) + ";\n";
	}

}

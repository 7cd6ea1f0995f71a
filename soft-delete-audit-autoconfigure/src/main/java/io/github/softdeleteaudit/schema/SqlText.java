package io.github.softdeleteaudit.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes as plain SQL, with comments.
 */
final class SqlText {

	private SqlText() {
	}

	static String upgrade(List<SchemaChange> changes) {
		return changes.stream().map(SqlText::upgrade).collect(Collectors.joining("\n"));
	}

	private static String upgrade(SchemaChange change) {
		StringBuilder sql = new StringBuilder(comment(change.description()));
		change.remarks().forEach((remark) -> sql.append(comment(remark)));
		return sql.append(statements(change, change.upgrade())).toString();
	}

	static String downgrade(List<SchemaChange> changes) {
		return changes.stream()
			.filter((change) -> !change.downgrade().isEmpty())
			.map((change) -> comment("Takes back: " + change.description()) + statements(change, change.downgrade()))
			.collect(Collectors.joining("\n"));
	}

	private static String statements(SchemaChange change, List<String> statements) {
		if (statements.isEmpty()) {
			return "";
		}
		return (change.transactional() ? "" : comment("Not in a transaction."))
				+ statements.stream().map(SqlText::terminated).collect(Collectors.joining());
	}

	// a comment that ends the statement would swallow the terminator
	private static String terminated(String statement) {
		String lastLine = statement.substring(statement.lastIndexOf('\n') + 1);
		boolean comment = lastLine.contains("--") || lastLine.contains("#");
		return statement + (comment ? "\n;\n" : ";\n");
	}

	static String comment(String text) {
		return text.lines().map((line) -> ("-- " + line).stripTrailing() + "\n").collect(Collectors.joining());
	}

}

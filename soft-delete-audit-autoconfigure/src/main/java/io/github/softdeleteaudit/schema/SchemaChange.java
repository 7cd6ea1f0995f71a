package io.github.softdeleteaudit.schema;

import java.util.List;

import org.springframework.util.Assert;

/**
 * One change of a database's schema, and how it is taken back.
 * <p>
 * The statements are those of one database. They have no terminator, run in their order,
 * and may hold anything that the database understands: semicolons, quotes, comments and
 * line breaks included. None depends on what another one has left in the session, such as
 * a variable, since they may run on several connections. Liquibase takes carriage returns
 * out of them.
 * <p>
 * The last statement of the downgrade takes back the first one of the upgrade, the one
 * before it the second, and so on, as far as there are as many. So a change of which only
 * the first statements have run, since one failed, can be taken back as well.
 *
 * @param description what the change is about: a phrase or a sentence without line
 * breaks, such as "The table customer_aud is missing."
 * @param upgrade the statements that make the change, in order; empty if nothing can be
 * done by itself, so that there are only remarks
 * @param downgrade the statements that take it back, in order; empty if another change's
 * downgrade does that, such as one that drops the table
 * @param transactional whether the statements may run in a transaction; if not, as with
 * {@code create index concurrently}, each must be run on its own
 * @param remarks what is left to the reader, each as one or more lines of text, perhaps
 * with SQL in it; they become comments
 */
public record SchemaChange(String description, List<String> upgrade, List<String> downgrade, boolean transactional,
		List<String> remarks) {

	/**
	 * Create a change.
	 * @throws IllegalArgumentException if the description or a statement is blank, or if
	 * there is a downgrade without an upgrade
	 */
	public SchemaChange {
		Assert.hasText(description, "The description must not be blank");
		upgrade = statements(upgrade);
		downgrade = statements(downgrade);
		remarks = List.copyOf(remarks);
		Assert.isTrue(!upgrade.isEmpty() || downgrade.isEmpty(),
				() -> "There is a downgrade, but nothing that it takes back: " + description);
	}

	private static List<String> statements(List<String> statements) {
		statements.forEach((statement) -> Assert.hasText(statement, "A statement must not be blank"));
		return List.copyOf(statements);
	}

}

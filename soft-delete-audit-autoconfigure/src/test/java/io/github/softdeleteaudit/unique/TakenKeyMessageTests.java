package io.github.softdeleteaudit.unique;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.unique.TakenKeyMessage.Part;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TakenKeyMessage}, with messages as databases have them.
 */
class TakenKeyMessageTests {

	private static final String INDEX = "member_email_live_key";

	@ParameterizedTest
	@ValueSource(strings = {
			"ERROR: duplicate key value violates unique constraint \"member_email_live_key\"\n  Detail: Key (lower(email::text))=(jo-ann) already exists.",
			"FEHLER: doppelter Schl\u00fcsselwert verletzt Unique-Constraint \u00bbmember_email_live_key\u00ab\n  Detail: Schl\u00fcssel \u00bb(lower(email::text))=(jo-ann)\u00ab existiert bereits.",
			"ERREUR: la valeur d'une cl\u00e9 dupliqu\u00e9e rompt la contrainte unique \u00ab member_email_live_key \u00bb\n  D\u00e9tail : La cl\u00e9 \u00ab (lower(email::text))=(jo-ann) \u00bb existe d\u00e9j\u00e0.",
			"ERROR: \u91cd\u8907\u3057\u305f\u30ad\u30fc\u5024\u306f\u4e00\u610f\u6027\u5236\u7d04\"member_email_live_key\"\u9055\u53cd\u3068\u306a\u308a\u307e\u3059\n  \u8a73\u7d30: \u30ad\u30fc (lower(email::text))=(jo-ann) \u306f\u3059\u3067\u306b\u5b58\u5728\u3057\u307e\u3059\u3002" })
	void postgreSqlTellsValuesInAnyLanguage(String message) {
		assertTells(TakenKeyMessage.POSTGRESQL, message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(conn=4) Duplicate entry 'jo-ann-1' for key 'member_email_live_key'",
			"Duplicate entry 'jo-ann-1' for key 'member.member_email_live_key'",
			"(conn=4) Doppelter Eintrag 'jo-ann-1' f\u00fcr Schl\u00fcssel 'member_email_live_key'",
			"(conn=4) 'jo-ann-1' \u306f\u7d22\u5f15 'member_email_live_key' \u3067\u91cd\u8907\u3057\u3066\u3044\u307e\u3059" })
	void mariaDbAndMySqlTellValuesInAnyLanguage(String message) {
		assertTells(TakenKeyMessage.MYSQL, message);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"Unique index or primary key violation: \"PUBLIC.MEMBER_EMAIL_LIVE_KEY ON PUBLIC.MEMBER(EMAIL_LOWER NULLS FIRST, LIVE_ROW NULLS FIRST) VALUES ( /* key:1 */ 'jo-ann', 1)\"; SQL statement:\ninsert into member (email) values (?) [23505-240]",
			"Eindeutiger Index oder Prim\u00e4rschl\u00fcssel verletzt: \"PUBLIC.MEMBER_EMAIL_LIVE_KEY ON PUBLIC.MEMBER(EMAIL_LOWER NULLS FIRST) VALUES ( /* key:1 */ 'jo-ann', 1)\"; SQL statement:\ninsert into \"x\" (\"a\") values (?) [23505-240]" })
	void h2TellsValuesInAnyLanguage(String message) {
		assertTells(TakenKeyMessage.H2, message);
	}

	private static void assertTells(TakenKeyMessage form, String message) {
		assertThat(form.names(message)).containsIgnoringCase(INDEX).doesNotContain("ann");
		assertThat(tells(form, message, "jo-ann")).isTrue();
		assertThat(tells(form, message, "ann")).isFalse();
		assertThat(tells(form, message, "jo")).isFalse();
		assertThat(tells(form, message, "email")).isFalse();
		assertThat(form.mayTell(message, List.of(Part.NULL), true)).isFalse();
		assertThat(form.mayTell(message, List.of(Part.UNKNOWN), true)).isTrue();
	}

	private static boolean tells(TakenKeyMessage form, String message, String text) {
		return form.mayTell(message, List.of(new Part(true, text)), true);
	}

	@Test
	void postgreSqlCanBeToldNotToTellValues() {
		String message = "ERROR: duplicate key value violates unique constraint \"member_email_live_key\"";
		assertThat(TakenKeyMessage.POSTGRESQL.names(message)).contains(INDEX);
		assertThat(tells(TakenKeyMessage.POSTGRESQL, message, "ann")).isTrue();
	}

	@Test
	void valuesThatAreCutOffAreComparedAsFarAsTheyGo() {
		String message = "(conn=4) Duplicate entry '" + "x".repeat(61) + "...' for key 'member_email_live_key'";
		assertThat(tells(TakenKeyMessage.MYSQL, message, "x".repeat(90))).isTrue();
		assertThat(tells(TakenKeyMessage.MYSQL, message, "x".repeat(61) + "yz")).isTrue();
		assertThat(tells(TakenKeyMessage.MYSQL, message, "x".repeat(20))).isFalse();
		assertThat(tells(TakenKeyMessage.MYSQL, message, "x".repeat(20) + "y".repeat(60))).isFalse();
	}

	@Test
	void longTextsFullOfUnusualCharactersAreComparedInNoTime() {
		String text = "a\u00e4".repeat(2000);
		String message = "ERROR: duplicate key value violates unique constraint \"k\"\n  Detail: Key (a, b, c)=(%s, %s, %s!) already exists."
			.formatted(text, text, text);
		Part part = new Part(true, text + "b");
		assertThat(TakenKeyMessage.POSTGRESQL.mayTell(message, List.of(part, part, part), true)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void messageOfAnotherKindIsSearchedForTheName(TakenKeyMessage form) {
		for (String message : List.of("ORA-00001: unique constraint (APP.MEMBER_EMAIL_LIVE_KEY) violated",
				"Cannot insert duplicate key row in object 'dbo.member' with unique index 'member_email_live_key'. The duplicate key value is (ann).")) {
			assertThat(translated(form, message, INDEX)).isEqualTo(INDEX);
		}
	}

	@Test
	void nameWithinAnotherNameIsNotIt() {
		String message = "ERROR: duplicate key value violates unique constraint \"x_member_email_live_key\"";
		assertThat(translated(TakenKeyMessage.POSTGRESQL, message, INDEX)).isNull();
		assertThat(translated(TakenKeyMessage.POSTGRESQL, message, INDEX, "x_" + INDEX)).isEqualTo("x_" + INDEX);
		String hyphened = "(conn=4) Duplicate entry 'a-1' for key 'other-member_email_live_key'";
		assertThat(translated(TakenKeyMessage.MYSQL, hyphened, INDEX, "other-" + INDEX)).isEqualTo("other-" + INDEX);
		assertThat(translated(TakenKeyMessage.MYSQL, hyphened, "other-" + INDEX, INDEX)).isEqualTo("other-" + INDEX);
	}

	@Test
	void valueThatLooksLikeANameIsNone() {
		assertThat(translated(TakenKeyMessage.POSTGRESQL,
				"ERROR: duplicate key value violates unique constraint \"member_pkey\"\n  Detail: Key (id)=(member_email_live_key) already exists.",
				INDEX))
			.isNull();
		assertThat(
				translated(TakenKeyMessage.MYSQL, "Duplicate entry 'member_email_live_key' for key 'PRIMARY'", INDEX))
			.isNull();
		assertThat(translated(TakenKeyMessage.MYSQL, "Duplicate entry 'x' for key 'member_email_live_key' for key 'y'",
				INDEX))
			.isNull();
		assertThat(translated(TakenKeyMessage.H2,
				"Unique index or primary key violation: \"PRIMARY KEY ON PUBLIC.MEMBER(ID) ( /* key:1 */ 1, 'member_email_live_key')\"; SQL statement:\ninsert [23505-240]",
				INDEX))
			.isNull();
	}

	@Test
	void messageOfABatchIsNotSearchedWhereThereIsTheDatabasesOwn() {
		BatchUpdateException batch = new BatchUpdateException(
				"Batch entry 0 insert into country values ('member_email_live_key') was aborted: ERROR: duplicate key value violates unique constraint \"country_pkey\"",
				"23505", new int[0],
				new SQLException("ERROR: duplicate key value violates unique constraint \"country_pkey\"", "23505"));
		assertThat(translated(TakenKeyMessage.POSTGRESQL, batch, ConstraintKind.UNIQUE, INDEX)).isNull();
		batch.setNextException(
				new SQLException("ERROR: duplicate key value violates unique constraint \"" + INDEX + "\"", "23505"));
		assertThat(translated(TakenKeyMessage.POSTGRESQL, batch, ConstraintKind.UNIQUE, INDEX)).isEqualTo(INDEX);
	}

	@Test
	void violationOfAnotherKindIsNone() {
		SQLException ex = new SQLException("ERROR: new row violates check constraint \"" + INDEX + "\"");
		assertThat(translated(TakenKeyMessage.POSTGRESQL, ex, ConstraintKind.CHECK, INDEX)).isNull();
	}

	private static String translated(TakenKeyMessage form, String message, String... indexes) {
		return translated(form, new SQLException(message, "23505"), ConstraintKind.UNIQUE, indexes);
	}

	// the name of the index is that of the entity here
	private static String translated(TakenKeyMessage form, SQLException ex, ConstraintKind kind, String... indexes) {
		LiveUniqueKeys keys = LiveUniqueKeys.apply(new HashMap<>(), true);
		for (String index : indexes) {
			keys.register(new LiveUniqueKey(index, Object.class, false, List.of("email"), LiveUniqueKey.named(index),
					form, false, false));
		}
		LiveUniqueViolationException translated = keys
			.translate(new ConstraintViolationException("could not execute", ex, "insert", kind, null));
		return (translated != null) ? translated.getEntityName() : null;
	}

}

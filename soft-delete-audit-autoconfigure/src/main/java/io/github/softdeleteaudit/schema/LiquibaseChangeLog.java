package io.github.softdeleteaudit.schema;

import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Changes as a changelog of Liquibase. In XML, since Liquibase takes SQL apart where the
 * changelog itself is SQL.
 */
final class LiquibaseChangeLog {

	private static final String NAMESPACE = "http://www.liquibase.org/xml/ns/dbchangelog";

	private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

	// Liquibase can be told to read a colon as an escape, but does not by itself
	private static final String DOLLAR = "soft-delete-audit.dollar";

	private final String author;

	private final String idPrefix;

	private final @Nullable String databases;

	private int number;

	LiquibaseChangeLog(String author, String idPrefix, @Nullable String databases) {
		Assert.hasText(author, "The author must not be blank");
		Assert.hasText(idPrefix, "The prefix of the ids must not be blank");
		this.author = author;
		this.idPrefix = idPrefix;
		this.databases = databases;
	}

	String write(List<SchemaChange> changes) {
		StringWriter text = new StringWriter();
		this.number = 0;
		try {
			// that of the JDK, whatever else is there
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			newLine(xml, 0);
			xml.writeStartElement("databaseChangeLog");
			xml.writeDefaultNamespace(NAMESPACE);
			xml.writeNamespace("xsi", INSTANCE);
			xml.writeAttribute("xsi", INSTANCE, "schemaLocation",
					NAMESPACE + " " + NAMESPACE + "/dbchangelog-latest.xsd");
			if (needsDollar(changes)) {
				newLine(xml, 1);
				xml.writeEmptyElement("property");
				xml.writeAttribute("name", DOLLAR);
				xml.writeAttribute("value", "$");
				xml.writeAttribute("global", "false");
			}
			for (SchemaChange change : changes) {
				write(xml, change);
			}
			newLine(xml, 0);
			xml.writeEndElement();
			newLine(xml, 0);
			xml.writeEndDocument();
			xml.close();
			return text.toString();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The changelog could not be written", ex);
		}
	}

	private boolean needsDollar(List<SchemaChange> changes) {
		return Stream
			.concat(Stream.of(this.author, this.idPrefix), changes.stream()
				.flatMap((change) -> Stream.of(List.of(change.description()), change.upgrade(), change.downgrade()))
				.flatMap(List::stream))
			.anyMatch((each) -> each.contains("${"));
	}

	private void write(XMLStreamWriter xml, SchemaChange change) throws XMLStreamException {
		if (change.upgrade().isEmpty()) {
			writeComment(xml, change.description());
		}
		for (String remark : change.remarks()) {
			writeComment(xml, remark);
		}
		List<List<String>> upgrades = changeSets(change);
		for (int i = 0; i < upgrades.size(); i++) {
			newLine(xml, 1);
			xml.writeStartElement("changeSet");
			this.number++;
			xml.writeAttribute("id", escaped(this.idPrefix) + "-" + this.number);
			xml.writeAttribute("author", escaped(this.author));
			if (this.databases != null) {
				xml.writeAttribute("dbms", this.databases);
			}
			if (!change.transactional()) {
				xml.writeAttribute("runInTransaction", "false");
			}
			newLine(xml, 2);
			xml.writeStartElement("comment");
			writeText(xml, change.description());
			xml.writeEndElement();
			for (String statement : upgrades.get(i)) {
				writeSql(xml, 2, statement);
			}
			writeRollback(xml, change.transactional() ? downgradeOf(change, i) : change.downgrade());
			newLine(xml, 1);
			xml.writeEndElement();
		}
	}

	// one for each statement; but an index made concurrently, which leaves an invalid one
	// when that fails, is to be dropped again before the next attempt
	private static List<List<String>> changeSets(SchemaChange change) {
		return (change.transactional() || change.upgrade().isEmpty()) ? change.upgrade().stream().map(List::of).toList()
				: List.of(change.upgrade());
	}

	// the first statement's is the last one, and so on; the last one's are all others
	private static List<String> downgradeOf(SchemaChange change, int statement) {
		int end = change.downgrade().size() - statement;
		if (end <= 0) {
			return List.of();
		}
		boolean last = statement == change.upgrade().size() - 1;
		return change.downgrade().subList(last ? 0 : end - 1, end);
	}

	private void writeRollback(XMLStreamWriter xml, List<String> statements) throws XMLStreamException {
		newLine(xml, 2);
		if (statements.isEmpty()) {
			xml.writeEmptyElement("rollback");
			return;
		}
		xml.writeStartElement("rollback");
		for (String statement : statements) {
			writeSql(xml, 3, statement);
		}
		newLine(xml, 2);
		xml.writeEndElement();
	}

	private void writeSql(XMLStreamWriter xml, int depth, String statement) throws XMLStreamException {
		newLine(xml, depth);
		xml.writeStartElement("sql");
		xml.writeAttribute("splitStatements", "false");
		xml.writeAttribute("stripComments", "false");
		writeText(xml, statement);
		xml.writeEndElement();
	}

	private void writeText(XMLStreamWriter xml, String text) throws XMLStreamException {
		xml.writeCharacters(escaped(text));
	}

	// "--" ends a comment too early, as a hyphen at its end does
	private void writeComment(XMLStreamWriter xml, String text) throws XMLStreamException {
		newLine(xml, 1);
		xml.writeComment(
				" " + checked(text).replaceAll("-(?=-)", "- ").replace("\r\n", "\n").replace('\r', '\n') + " ");
	}

	private static String escaped(String text) {
		return checked(text).replace("${", "${" + DOLLAR + "}{");
	}

	private static String checked(String text) {
		Assert.isTrue(text.codePoints().allMatch(LiquibaseChangeLog::isCharacter),
				() -> "XML cannot hold a character of this text: " + text);
		return text;
	}

	private static boolean isCharacter(int codePoint) {
		return codePoint >= ' ' && codePoint < Character.MIN_SURROGATE
				|| codePoint > Character.MAX_SURROGATE && codePoint < '\uFFFE' || codePoint > '\uFFFF'
				|| codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
	}

	private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
		xml.writeCharacters("\n" + "\t".repeat(depth));
	}

}

package io.github.softdeleteaudit.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The README, taken apart.
 */
public final class Readme {

	/** The directory that holds the README and all modules. */
	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	private final String text = read("README.md");

	static String read(String path) {
		try {
			return Files.readString(ROOT.resolve(path)).replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		return this.text;
	}

	/**
	 * Return the fenced blocks.
	 * @return the blocks, in their order
	 */
	List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		Matcher matcher = BLOCK.matcher(this.text);
		while (matcher.find()) {
			blocks.add(new Block(matcher.group(1), matcher.group(2)));
		}
		return blocks;
	}

	List<String> blocks(String language) {
		return blocks().stream().filter((block) -> block.language().equals(language)).map(Block::content).toList();
	}

	/**
	 * Return the headings of the chapters.
	 * @return the headings, in their order
	 */
	List<String> chapters() {
		return Pattern.compile("^#{2,} (.*)$", Pattern.MULTILINE)
			.matcher(this.text)
			.results()
			.map((heading) -> heading.group(1))
			.toList();
	}

	/**
	 * Return the SQL statements of a chapter for a database. A block of SQL says in its
	 * first line which databases it is for.
	 * @param heading the heading of the chapter
	 * @param database the name of the database
	 * @return the statements, none if the chapter has none for the database
	 */
	public List<String> sql(String heading, String database) {
		Matcher chapter = Pattern
			.compile("^#+ " + Pattern.quote(heading) + "\\n(.*?)(?=^#+ |\\z)", Pattern.DOTALL | Pattern.MULTILINE)
			.matcher(this.text);
		if (!chapter.find()) {
			throw new IllegalStateException("The README has no chapter " + heading);
		}
		List<String> statements = new ArrayList<>();
		Matcher block = BLOCK.matcher(chapter.group(1));
		while (block.find()) {
			String sql = block.group(2);
			if (block.group(1).equals("sql") && sql.lines().findFirst().orElse("").contains(database)) {
				statements.addAll(statements(sql));
			}
		}
		return statements;
	}

	/**
	 * Take a block of SQL apart.
	 * @param sql the block
	 * @return its statements, without comments
	 */
	static List<String> statements(String sql) {
		return Arrays.stream(sql.replaceAll("(?m)--.*$", "").split(";"))
			.map(String::strip)
			.filter((statement) -> !statement.isEmpty())
			.toList();
	}

	/**
	 * Return the rows of the one table that has the given columns.
	 * @param columns what stands in the table's head
	 * @return the rows, without the marks of code
	 */
	public List<List<String>> table(String... columns) {
		List<String> lines = this.text.lines().toList();
		String head = "| " + String.join(" | ", columns) + " |";
		int start = lines.indexOf(head);
		if (start < 0 || start != lines.lastIndexOf(head)) {
			throw new IllegalStateException("Not just one table in the README has the head " + head);
		}
		return lines.subList(start + 2, lines.size()).stream().takeWhile((line) -> line.startsWith("|")).map((line) -> {
			String[] cells = line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1);
			return Arrays.stream(cells).map((cell) -> cell.replace("`", "").replace("\\|", "|").strip()).toList();
		}).toList();
	}

	/**
	 * Return whether a message is the one that the README shows.
	 * @param shown what the README shows, with … for what differs from case to case
	 * @param message the message
	 * @return whether it is
	 */
	public static boolean matches(String shown, String message) {
		String regex = Arrays.stream(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
		return Pattern.compile(regex, Pattern.DOTALL).matcher(message.replaceAll("\\s+", " ")).matches();
	}

	/**
	 * A fenced block.
	 *
	 * @param language what it is in
	 * @param content the lines
	 */
	record Block(String language, String content) {
	}

}

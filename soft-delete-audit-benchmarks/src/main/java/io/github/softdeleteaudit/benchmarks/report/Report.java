package io.github.softdeleteaudit.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.benchmarks.Alternative;
import io.github.softdeleteaudit.benchmarks.Database;

/**
 * The report: a text with tables, and a picture for each database.
 */
public final class Report {

	private Report() {
	}

	/**
	 * Write the report.
	 * @param directory where it goes
	 * @param figures what was measured
	 * @throws IOException if it cannot be written
	 */
	public static void write(Path directory, List<Figure> figures) throws IOException {
		Files.writeString(directory.resolve("README.md"), text(figures));
		for (Database database : Database.values()) {
			Files.writeString(directory.resolve(picture(database)), Chart.svg(database, figures));
		}
	}

	private static String picture(Database database) {
		return database.name().toLowerCase(Locale.ROOT) + ".svg";
	}

	static String text(List<Figure> figures) throws IOException {
		StringBuilder text = new StringBuilder(introduction());
		text.append("\n## Aims\n\n| aim | on | with | is | |\n| --- | --- | --- | --- | --- |\n");
		Set<Aim> missed = new LinkedHashSet<>();
		for (Aim aim : Aim.ALL) {
			List<Aim.Outcome> outcomes = aim.outcomes(figures).toList();
			if (outcomes.isEmpty()) {
				row(text, Stream.of(aim.text(), "", "", "", "not measured"));
			}
			outcomes.forEach((outcome) -> {
				row(text,
						Stream.of(aim.text(), outcome.figure().database().label(),
								title(outcome.figure()) + parameters(outcome.figure().parameters()), outcome.text(),
								outcome.verdict()));
				if (!outcome.met()) {
					missed.add(aim);
				}
			});
		}
		if (!missed.isEmpty()) {
			text.append("\n### What is missed, and why\n\n");
			missed.forEach((aim) -> text.append("- %s: %s\n".formatted(aim.text(), aim.cause())));
		}
		text.append("\n## Pictures\n\nTimes relative to this starter. Left of the line is faster.\n");
		for (Database database : Database.values()) {
			text.append("\n![%s](%s)\n".formatted(database.label(), picture(database)));
		}
		text.append(
				"\n## Tables\n\nIn brackets is the ratio to the alternative that is named above the table. The run is one of those at")
			.append("\nthe end; times of different machines are not to be compared, only ratios are.\n");
		List<RunEnvironment> runs = figures.stream()
			.map(Figure::environment)
			.distinct()
			.sorted(Comparator.comparing(RunEnvironment::date))
			.toList();
		for (Workload workload : Workload.values()) {
			table(text, workload, figures, runs);
		}
		text.append("\n## Where and when\n\n| run | what | date | machine | system | Java | versions |\n");
		text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
		runs.forEach((run) -> row(text,
				Stream.of(number(run, runs),
						titles(figures.stream().filter((figure) -> figure.environment().equals(run)).toList()),
						run.date(), run.machine(), run.system(), run.java(), run.versions())));
		return text.toString();
	}

	private static String number(RunEnvironment run, List<RunEnvironment> runs) {
		return String.valueOf(1 + runs.indexOf(run));
	}

	private static String introduction() throws IOException {
		try (InputStream introduction = Report.class.getResourceAsStream("introduction.md")) {
			return new String(Objects.requireNonNull(introduction).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static void table(StringBuilder text, Workload workload, List<Figure> figures, List<RunEnvironment> runs) {
		Map<List<Object>, List<Figure>> rows = figures.stream()
			.filter((figure) -> figure.benchmark().equals(workload.benchmark))
			.sorted(Comparator.comparing(Figure::database)
				.thenComparing(Figure::parameters, Report::compareParameters)
				.thenComparing(Figure::alternative))
			.collect(Collectors.groupingBy((figure) -> List.of(figure.database(), figure.parameters()),
					LinkedHashMap::new, Collectors.toList()));
		if (rows.isEmpty()) {
			return;
		}
		List<Alternative> columns = Arrays.stream(Alternative.values())
			.filter((alternative) -> rows.values().stream().anyMatch((row) -> find(row, alternative).isPresent()))
			.toList();
		text.append("\n### %s\n\nRatios to: %s.\n\n".formatted(workload.title, workload.baseline.label()));
		row(text, Stream.of(Stream.of("on"), columns.stream().map(Alternative::label), Stream.of("run"))
			.flatMap(Function.identity()));
		row(text, Stream.generate(() -> "---").limit(2 + columns.size()));
		rows.values().forEach((row) -> {
			Figure any = row.get(0);
			Stream<String> cells = columns.stream()
				.map((column) -> find(row, column).map((figure) -> cell(figure, find(row, workload.baseline)))
					.orElse("–"));
			row(text,
					Stream
						.of(Stream.of(any.database().label() + parameters(any.parameters())), cells,
								Stream.of(number(any.environment(), runs)))
						.flatMap(Function.identity()));
		});
	}

	private static String cell(Figure figure, Optional<Figure> baseline) {
		return figure.text()
				+ baseline.map((other) -> " (%s)".formatted(Figure.number(figure.score() / other.score()))).orElse("");
	}

	private static Optional<Figure> find(List<Figure> row, Alternative alternative) {
		return row.stream().filter((figure) -> figure.alternative() == alternative).findFirst();
	}

	private static int compareParameters(Map<String, String> one, Map<String, String> other) {
		return new TreeMap<>(one).keySet()
			.stream()
			.map((name) -> Integer.compare(Integer.parseInt(one.get(name)), Integer.parseInt(other.get(name))))
			.filter((result) -> result != 0)
			.findFirst()
			.orElse(0);
	}

	private static String parameters(Map<String, String> parameters) {
		return parameters.entrySet().stream().map((parameter) -> switch (parameter.getKey()) {
			case "deletedPercent" -> parameter.getValue() + "% deleted";
			case "auditRows" -> count(parameter.getValue()) + " audit rows";
			case "threads" -> parameter.getValue().equals("1") ? "" : parameter.getValue() + " threads";
			default -> count(parameter.getValue()) + " " + parameter.getKey();
		})
			.filter((parameter) -> !parameter.isEmpty())
			.map((parameter) -> ", " + parameter)
			.collect(Collectors.joining());
	}

	private static String count(String number) {
		return String.format(Locale.ROOT, "%,d", Integer.parseInt(number));
	}

	private static String titles(List<Figure> figures) {
		return figures.stream().map(Report::title).distinct().collect(Collectors.joining(", "));
	}

	private static String title(Figure figure) {
		return Arrays.stream(Workload.values())
			.filter((workload) -> workload.benchmark.equals(figure.benchmark()))
			.map((workload) -> workload.title)
			.findFirst()
			.orElse(figure.benchmark());
	}

	private static void row(StringBuilder text, Stream<String> cells) {
		text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
	}

}

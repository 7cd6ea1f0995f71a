package io.github.softdeleteaudit.benchmarks.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import io.github.softdeleteaudit.benchmarks.Alternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report of a small recorded result.
 */
class ReportTests {

	private static final RunEnvironment FIRST = new RunEnvironment("2026-01-01", "a machine", "Linux", "Java 17",
			"Spring Boot 4.1.0");

	private static final RunEnvironment SECOND = new RunEnvironment("2026-01-02", "a machine", "Linux", "Java 17",
			"Spring Boot 4.1.0");

	@TempDir
	private Path directory;

	private Path results;

	@BeforeEach
	void mergeRecordedResult() throws Exception {
		this.results = this.directory.resolve("results.json");
		Results.merge(this.results, recorded(), FIRST);
	}

	@Test
	void theTablesHaveFiguresWithTheirErrorAndTheirRatio() throws Exception {
		assertThat(report()).contains("### Find by id\n\nRatios to: plain entity.\n",
				"| on | plain entity | this starter | auto-enabled @Filter + Envers | run |\n",
				"| PostgreSQL, 50% deleted, 1,000,000 rows | 100 µs ± 1% (1.00) | 102 µs ± 2% (1.02) | 450 µs ± 2% (4.50) | 1 |\n",
				"| PostgreSQL, 95% deleted, 1,000,000 rows | 100 µs ± 1% (1.00) | 120 µs ± 2% (1.20) | – | 1 |\n");
	}

	@Test
	void theTimeOfABatchIsDividedByItsOperations() throws Exception {
		assertThat(report())
			.contains("| H2, 10,000 rows | 100 µs ± 1% (1.00) | 150 µs ± 1% (1.50) | 160 µs ± 1% (1.60) |");
	}

	@Test
	void whatIsMeasuredOfTheSessionsIsTheirMemory() throws Exception {
		assertThat(report()).contains("| H2, 1,000 entities | 400 kB ± 0% |");
	}

	@Test
	void anAimIsMetOrMissedForEachThatItIsFor() throws Exception {
		assertThat(report()).contains(
				"| PostgreSQL | Find by id, 50% deleted, 1,000,000 rows | 1.02 ± 0.02 | met, within the error |\n",
				"| PostgreSQL | Find by id, 95% deleted, 1,000,000 rows | 1.20 ± 0.02 | **missed** |\n");
	}

	@Test
	void anAimNamesTheBaselineByItsAlternative() throws Exception {
		assertThat(lines("Delete one, ")).containsExactly(
				"| An audited update or delete takes at most as long as by hand with Envers | H2 | Delete one, 10,000 rows | 0.94 ± 0.01 | met |",
				"| An audited update or delete takes at most 1.3 of plain JDBC | H2 | Delete one, 10,000 rows | 1.50 ± 0.02 | **missed** |",
				"| Whatever is audited is at least 3 times faster than with JaVers | H2 | Delete one, 10,000 rows | 13.33 ± 0.13 times faster | met |");
	}

	@Test
	void anAimNamesTheBaselineByItsParameters() throws Exception {
		assertThat(lines("History of one, 1,000,000 audit rows"))
			.anySatisfy((line) -> assertThat(line).contains("| 120.00 ± 1.97 times faster | met |"))
			.anySatisfy((line) -> assertThat(line).contains("| 1.10 ± 0.01 | met |"))
			.hasSize(2);
	}

	@Test
	void anAimComparesByADifference() throws Exception {
		assertThat(lines("Start-up, 50 entities")).singleElement()
			.asString()
			.endsWith("| H2 | Start-up, 50 entities | 150.00 ± 7.07 ms | **missed** |");
	}

	@Test
	void whatIsMissedIsFollowedByItsCause() throws Exception {
		assertThat(report()).contains(Aim.ALL.stream()
			.filter((aim) -> aim.benchmarks().startsWith("StartUp"))
			.filter((aim) -> aim.baseline() == Alternative.PLAIN)
			.map((aim) -> "- %s: %s\n".formatted(aim.text(), aim.cause()))
			.toList());
	}

	@Test
	void ofWhatIsMetNoCauseIsSaid() throws Exception {
		String causes = report().split("### What is missed, and why")[1].split("## Pictures")[0];
		assertThat(causes).doesNotContain("than with JaVers");
	}

	@Test
	void whereAndWhenIsSaidOfEachRun() throws Exception {
		assertThat(report()).contains(
				"| Find by id, Delete one, History of one, Start-up, Memory of a session | 2026-01-01 | a machine | Linux | Java 17 | Spring Boot 4.1.0 |");
	}

	@Test
	void aLaterRunReplacesAllThatWasMeasuredOfItsWorkloadsAndKeepsTheRest() throws Exception {
		Path later = this.directory.resolve("later.json");
		String all = Files.readString(recorded());
		int end = all.indexOf("\n },\n");
		Files.writeString(later,
				all.substring(0, end).replace("99.0", "50.0").replace("100.0", "51.0").replace("101.0", "52.0")
						+ "\n }]");
		Results.merge(this.results, later, SECOND);
		assertThat(Results.read(this.results)).hasSize(13)
			.filteredOn((figure) -> figure.environment().equals(SECOND))
			.singleElement()
			.satisfies((figure) -> assertThat(figure.score()).isEqualTo(51));
		assertThat(report()).contains("| PostgreSQL, 50% deleted, 1,000,000 rows | 51.0 µs ± 2% (1.00) | – | 2 |",
				"| PostgreSQL, 95% deleted, 1,000,000 rows | 100 µs ± 1% (1.00) | 120 µs ± 2% (1.20) | 1 |",
				"| 2 | Find by id | 2026-01-02 |");
	}

	@Test
	void anAimOfWhichNothingWasMeasuredSaysSo() throws Exception {
		assertThat(report()).contains("| Bulk takes at most 1.2 of plain JDBC |  |  |  | not measured |\n");
	}

	@Test
	void thePictureHasAPointForEachAlternativeAtItsRatio() throws Exception {
		Report.write(this.directory, Results.read(this.results));
		Document picture = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(this.directory.resolve("postgresql.svg").toFile());
		assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
		String svg = Files.readString(this.directory.resolve("postgresql.svg"));
		assertThat(svg)
			.contains("<title>this starter: 102 µs ± 2%</title>", "<title>plain entity: 100 µs ± 1%</title>",
					"Find by id", "History of one")
			.doesNotContain("Delete one");
		// ten to the power of 0 of -1 to 4, of what is right of the titles
		assertThat(svg).contains("<circle cx=\"362.0\" cy=\"");
	}

	@Test
	void theReportIsTheSameEachTime() throws Exception {
		assertThat(report()).isEqualTo(report());
	}

	private List<String> lines(String containing) throws Exception {
		return report().lines()
			.filter((line) -> line.contains("| " + containing))
			.filter((line) -> !line.startsWith("| H2"))
			.filter((line) -> !line.contains("2026"))
			.toList();
	}

	private String report() throws Exception {
		Report.write(this.directory, Results.read(this.results));
		return Files.readString(this.directory.resolve("README.md"), StandardCharsets.UTF_8);
	}

	private static Path recorded() throws Exception {
		return Path.of(ReportTests.class.getResource("jmh.json").toURI());
	}

}

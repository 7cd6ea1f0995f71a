package io.github.softdeleteaudit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.softdeleteaudit.benchmarks.report.Report;
import io.github.softdeleteaudit.benchmarks.report.Results;
import io.github.softdeleteaudit.benchmarks.report.RunEnvironment;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and writes the report. The arguments are the names of the parts to
 * run, all without one, and parameters like {@code database=H2} that restrict them;
 * {@code report} alone writes the report anew. What was not run stays as it was.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws IOException, RunnerException {
		Path directory = Path.of(System.getProperty("benchmarks.directory", ""));
		List<String> names = Arrays.stream(arguments).filter((argument) -> !argument.contains("=")).toList();
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		Arrays.stream(arguments)
			.filter((argument) -> argument.contains("="))
			.map((argument) -> argument.split("=", 2))
			.forEach((parameter) -> parameters.put(parameter[0], List.of(parameter[1].split(","))));
		List<Part> parts = Part.all()
			.stream()
			.filter((part) -> names.isEmpty() || names.contains(part.name()))
			.toList();
		if (parts.size() < names.size() && !names.equals(List.of("report"))) {
			throw new IllegalArgumentException(
					"The parts are %s, and there is report".formatted(Part.all().stream().map(Part::name).toList()));
		}
		Path results = directory.resolve("results.json");
		RunEnvironment environment = RunEnvironment.current();
		for (Part part : parts) {
			Map<String, List<String>> all = new LinkedHashMap<>(part.parameters());
			all.putAll(parameters);
			List<String> databases = all.getOrDefault("database",
					Arrays.stream(Database.values()).map(Database::name).toList());
			for (String database : databases) {
				all.put("database", List.of(database));
				run(part, Database.valueOf(database), all, results, environment);
				// also when the rest is not awaited
				Report.write(directory, Results.read(results));
			}
		}
		Report.write(directory, Results.read(results));
	}

	private static void run(Part part, Database database, Map<String, List<String>> parameters, Path results,
			RunEnvironment environment) throws IOException, RunnerException {
		Path json = Files.createTempFile("jmh", ".json");
		// elsewhere there is nobody to wake
		Optional<ProcessHandle> server = part.oneCore() ? database.server() : Optional.empty();
		Cores cores = server.isPresent() ? Cores.ONE : Cores.ALL;
		server.ifPresent(cores::use);
		List<String> arguments = new ArrayList<>(
				List.of("-Xms2g", "-Xmx6g", "-D%s=%d".formatted(Database.PORT, Database.postgreSqlPort()),
						"-D%s=%s".formatted(Cores.PROPERTY, cores)));
		if (part.threads() > 1) {
			// otherwise the compiler would have to wait for its turn among them
			arguments.addAll(List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=-20"));
		}
		new Runner(options(part, parameters).jvmArgsAppend(arguments.toArray(String[]::new))
			// nothing is kept of a part that has failed
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(json.toString())
			.build()).run();
		server.ifPresent(Cores.ALL::use);
		Results.merge(results, json, environment);
		Files.delete(json);
	}

	private static ChainedOptionsBuilder options(Part part, Map<String, List<String>> parameters) {
		ChainedOptionsBuilder options = new OptionsBuilder().include(part.include()).threads(part.threads());
		if (part.warmups() != null) {
			options.warmupIterations(part.warmups());
		}
		if (part.measurements() != null) {
			options.measurementIterations(part.measurements());
		}
		parameters.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
		return options;
	}

}

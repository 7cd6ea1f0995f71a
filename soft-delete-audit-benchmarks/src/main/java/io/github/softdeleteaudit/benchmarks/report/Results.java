package io.github.softdeleteaudit.benchmarks.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

import io.github.softdeleteaudit.benchmarks.Alternative;
import io.github.softdeleteaudit.benchmarks.Database;
import org.openjdk.jmh.util.ListStatistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.SerializationFeature;

/**
 * The results of JMH, of several runs in one file. Each carries where and when it was
 * measured; of the single measurements it has the quartiles.
 */
public final class Results {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private Results() {
	}

	/**
	 * Add the results of a run. They replace what was measured before of the same
	 * workloads, of all alternatives: those of different runs are not to be compared.
	 * @param results the file of all runs, which need not exist
	 * @param run the file that JMH has written
	 * @param environment where and when it has
	 */
	public static void merge(Path results, Path run, RunEnvironment environment) {
		JsonNode measured = JSON.readTree(run);
		Set<String> workloads = new HashSet<>();
		measured.forEach((result) -> workloads.add(workload(result)));
		List<JsonNode> all = new ArrayList<>();
		if (Files.exists(results)) {
			JSON.readTree(results).forEach((result) -> {
				if (!workloads.contains(workload(result))) {
					all.add(result);
				}
			});
		}
		measured.forEach((result) -> {
			ObjectNode kept = (ObjectNode) result;
			kept.remove(List.of("jvm", "jvmArgs"));
			kept.set("environment", JSON.valueToTree(environment));
			summarize(kept.get("primaryMetric"));
			kept.get("secondaryMetrics").forEach(Results::summarize);
			all.add(kept);
		});
		JSON.writeValue(results, all);
	}

	private static void summarize(JsonNode metric) {
		ListStatistics measurements = new ListStatistics();
		metric.get("rawData").forEach((fork) -> fork.forEach((value) -> measurements.addValue(value.asDouble())));
		ObjectNode kept = (ObjectNode) metric;
		kept.remove(List.of("rawData", "scorePercentiles", "score", "scoreError", "scoreConfidence"));
		kept.putPOJO("quartiles", DoubleStream.of(25, 50, 75).map(measurements::getPercentile).toArray());
	}

	private static String workload(JsonNode result) {
		Map<?, ?> parameters = JSON.convertValue(result.get("params"), TreeMap.class);
		parameters.remove("alternative");
		return result.get("benchmark") + " " + result.get("threads") + " " + parameters;
	}

	/**
	 * Read figures.
	 * @param results the file of all runs
	 * @return the figures
	 */
	public static List<Figure> read(Path results) {
		List<Figure> figures = new ArrayList<>();
		JSON.readTree(results).forEach((result) -> figures.add(figure(result)));
		return figures;
	}

	private static Figure figure(JsonNode result) {
		String[] names = result.get("benchmark").asString().split("\\.");
		Map<String, String> parameters = new TreeMap<>();
		result.get("params")
			.properties()
			.forEach((entry) -> parameters.put(entry.getKey(), entry.getValue().asString()));
		Alternative alternative = Alternative.valueOf(Objects.requireNonNull(parameters.remove("alternative")));
		Database database = Database.valueOf(Objects.requireNonNull(parameters.remove("database")));
		parameters.put("threads", result.get("threads").asString());
		// the memory of the sessions, and not the time in which they were opened
		JsonNode memory = result.get("secondaryMetrics").get("kilobytesPerSession");
		JsonNode metric = (memory != null) ? memory : result.get("primaryMetric");
		int operations = (memory != null) ? 1 : operations(result);
		JsonNode quartiles = metric.get("quartiles");
		return new Figure(names[names.length - 2] + "." + names[names.length - 1], alternative, database, parameters,
				quartiles.get(1).asDouble() / operations,
				(quartiles.get(2).asDouble() - quartiles.get(0).asDouble()) / 2 / operations,
				(memory != null) ? "kB" : metric.get("scoreUnit").asString().split("/")[0],
				JSON.convertValue(result.get("environment"), RunEnvironment.class));
	}

	private static int operations(JsonNode result) {
		return result.get("mode").asString().equals("ss") ? result.get("measurementBatchSize").asInt() : 1;
	}

}

package io.github.softdeleteaudit.benchmarks.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.softdeleteaudit.benchmarks.Alternative;
import io.github.softdeleteaudit.benchmarks.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.SerializationFeature;

/**
 * The results of JMH, of several runs in one file. Each carries where and when it was
 * measured; single measurements are left out.
 */
public final class Results {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private Results() {
	}

	/**
	 * Add the results of a run. They replace what was measured before.
	 * @param results the file of all runs, which need not exist
	 * @param run the file that JMH has written
	 * @param environment where and when it has
	 */
	public static void merge(Path results, Path run, RunEnvironment environment) {
		Map<String, JsonNode> all = new LinkedHashMap<>();
		if (Files.exists(results)) {
			JSON.readTree(results).forEach((result) -> all.put(key(result), result));
		}
		JSON.readTree(run).forEach((result) -> {
			ObjectNode kept = (ObjectNode) result;
			kept.remove(List.of("jvm", "jvmArgs"));
			kept.set("environment", JSON.valueToTree(environment));
			withoutMeasurements(kept.get("primaryMetric"));
			kept.get("secondaryMetrics").forEach(Results::withoutMeasurements);
			all.put(key(kept), kept);
		});
		JSON.writeValue(results, all.values());
	}

	private static void withoutMeasurements(JsonNode metric) {
		((ObjectNode) metric).remove(List.of("rawData", "scorePercentiles"));
	}

	private static String key(JsonNode result) {
		return result.get("benchmark") + " " + result.get("threads") + " "
				+ JSON.convertValue(result.get("params"), TreeMap.class);
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
		double divisor = (memory != null) ? measurements(result) : operations(result);
		return new Figure(names[names.length - 2] + "." + names[names.length - 1], alternative, database, parameters,
				number(metric.get("score")) / divisor, number(metric.get("scoreError")) / divisor,
				(memory != null) ? "kB" : metric.get("scoreUnit").asString().split("/")[0],
				JSON.convertValue(result.get("environment"), RunEnvironment.class));
	}

	// JMH adds up what is counted beside the time
	private static int measurements(JsonNode result) {
		return result.get("forks").asInt() * result.get("measurementIterations").asInt();
	}

	private static int operations(JsonNode result) {
		return result.get("mode").asString().equals("ss") ? result.get("measurementBatchSize").asInt() : 1;
	}

	// JMH writes "NaN"
	private static double number(JsonNode number) {
		return Double.parseDouble(number.asString());
	}

}

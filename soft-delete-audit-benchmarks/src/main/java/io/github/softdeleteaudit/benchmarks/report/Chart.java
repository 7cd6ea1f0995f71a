package io.github.softdeleteaudit.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.softdeleteaudit.benchmarks.Alternative;
import io.github.softdeleteaudit.benchmarks.Database;

/**
 * A picture: a line for each workload, and on it a point for each alternative, where its
 * time is relative to that of the starter. The scale is logarithmic.
 */
final class Chart {

	private static final int WIDTH = 960;

	private static final int LEFT = 220;

	private static final int RIGHT = 30;

	private static final int LINE = 34;

	// between the points of a line, which else would cover each other
	private static final int APART = 3;

	private static final String[] COLORS = { "#7f7f7f", "#000000", "#d62728", "#1f77b4", "#17becf", "#2ca02c",
			"#9467bd", "#ff7f0e", "#8c564b" };

	// powers of ten
	private static final int LOWEST = -1;

	private static final int HIGHEST = 4;

	private final StringBuilder svg = new StringBuilder();

	private Chart() {
	}

	static String svg(Database database, List<Figure> figures) {
		return new Chart().draw(database, figures.stream().filter((figure) -> figure.database() == database).toList());
	}

	private String draw(Database database, List<Figure> figures) {
		Alternative[] alternatives = Alternative.values();
		List<Workload> workloads = Arrays.stream(Workload.values())
			.filter((workload) -> figures.stream().anyMatch(workload::charts))
			.toList();
		int legend = 44 + LINE * ((alternatives.length + 2) / 3);
		int bottom = legend + LINE * (workloads.size() + 1);
		add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
				WIDTH, bottom + 30);
		add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
		add("<text x=\"10\" y=\"24\" font-size=\"16\">%s: times relative to this starter</text>", database.label());
		for (int i = 0; i < alternatives.length; i++) {
			int x = 20 + 310 * (i % 3);
			int y = 50 + LINE * (i / 3);
			point(x, y, alternatives[i], alternatives[i].label());
			add("<text x=\"%d\" y=\"%d\">%s</text>", x + 12, y + 5, alternatives[i].label());
		}
		for (int i = 0; i < workloads.size(); i += 2) {
			add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f4f4f4\"/>", LEFT,
					legend + LINE * (i + 1) - LINE / 2, WIDTH - LEFT - RIGHT, LINE);
		}
		for (int power = LOWEST; power <= HIGHEST; power++) {
			double x = x(Math.pow(10, power));
			add("<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"%4$s\"/>", x, legend, bottom,
					(power == 0) ? "#d62728" : "#dddddd");
			add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, bottom + 18,
					(power < 0) ? "0.1" : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
		}
		for (int i = 0; i < workloads.size(); i++) {
			workload(workloads.get(i), figures, legend + LINE * (i + 1));
		}
		add("</svg>");
		return this.svg.toString();
	}

	private void workload(Workload workload, List<Figure> figures, int y) {
		List<Figure> charted = figures.stream().filter(workload::charts).toList();
		add("<text x=\"10\" y=\"%d\">%s</text>", y + 5, workload.title);
		charted.stream()
			.filter((figure) -> figure.alternative() == Alternative.STARTER)
			.findFirst()
			.ifPresent((starter) -> charted.forEach((figure) -> point(x(figure.score() / starter.score()),
					y + APART * (figure.alternative().ordinal() - COLORS.length / 2), figure.alternative(),
					"%s: %s".formatted(figure.alternative().label(), figure.text()))));
	}

	private void point(double x, int y, Alternative alternative, String title) {
		add("<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\" fill-opacity=\"0.8\"><title>%s</title></circle>", x, y,
				COLORS[alternative.ordinal()], title);
	}

	private static double x(double ratio) {
		double power = Math.min(HIGHEST, Math.max(LOWEST, Math.log10(ratio)));
		return LEFT + (power - LOWEST) / (HIGHEST - LOWEST) * (WIDTH - LEFT - RIGHT);
	}

	private void add(String format, Object... values) {
		this.svg.append(String.format(Locale.ROOT, format, values)).append('\n');
	}

}

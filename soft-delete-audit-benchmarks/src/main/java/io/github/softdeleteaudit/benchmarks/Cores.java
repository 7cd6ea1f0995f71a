package io.github.softdeleteaudit.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Keeps processes on some cores, with the {@code taskset} of Linux; elsewhere they stay
 * where they are.
 */
enum Cores {

	/** All cores. */
	ALL("0-" + (Runtime.getRuntime().availableProcessors() - 1)),

	/** A single core. */
	ONE("0");

	private final String list;

	Cores(String list) {
		this.list = list;
	}

	/**
	 * Run processes, and those that they start from now on, on these cores.
	 */
	void use(List<ProcessHandle> processes) throws IOException {
		if (!System.getProperty("os.name").equals("Linux")) {
			return;
		}
		for (ProcessHandle process : processes) {
			try {
				int status = new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", this.list,
						String.valueOf(process.pid()))
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.redirectError(ProcessBuilder.Redirect.INHERIT)
					.start()
					.waitFor();
				if (status != 0) {
					throw new IOException("taskset failed with status " + status);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IOException(ex);
			}
		}
	}

}

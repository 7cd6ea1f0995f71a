package io.github.softdeleteaudit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what is measured on some cores, with the {@code taskset} of Linux; elsewhere it
 * stays where it is.
 */
enum Cores {

	/** All cores. */
	ALL("0-" + (Runtime.getRuntime().availableProcessors() - 1)),

	/** A single core. */
	ONE("0");

	/** Names the cores that the thread which is measured is to use. */
	static final String PROPERTY = "benchmarks.cores";

	private final String list;

	Cores(String list) {
		this.list = list;
	}

	/**
	 * Run a process, and those that it starts from now on, on these cores.
	 */
	void use(ProcessHandle process) {
		use(Stream.of("--all-tasks"), String.valueOf(process.pid()));
	}

	/**
	 * Run this thread on the cores that the property names. The compiler and the garbage
	 * collector of the Java virtual machine stay on all.
	 */
	static void useAsked() {
		try {
			if (valueOf(System.getProperty(PROPERTY, ALL.name())) == ONE && isLinux()) {
				ONE.use(Stream.empty(), Path.of("/proc/thread-self").toRealPath().getFileName().toString());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void use(Stream<String> options, String id) {
		if (!isLinux()) {
			return;
		}
		List<String> command = Stream.of(Stream.of("taskset"), options, Stream.of("--cpu-list", "--pid", this.list, id))
			.flatMap((part) -> part)
			.toList();
		try {
			int status = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start()
				.waitFor();
			if (status != 0) {
				throw new IllegalStateException("taskset failed with status " + status);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isLinux() {
		return System.getProperty("os.name").equals("Linux");
	}

}

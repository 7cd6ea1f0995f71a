package io.github.softdeleteaudit.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.sun.management.OperatingSystemMXBean;
import org.h2.engine.Constants;
import org.hibernate.Version;

import org.springframework.boot.SpringBootVersion;

/**
 * Where and when something was measured.
 *
 * @param date when the run began
 * @param machine the processor, the cores and the memory
 * @param system the operating system
 * @param java the Java virtual machine
 * @param versions the versions of what was measured
 */
public record RunEnvironment(String date, String machine, String system, String java, String versions) {

	/**
	 * This machine, now.
	 * @return where and when
	 */
	public static RunEnvironment current() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return new RunEnvironment(Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
				"%s, %d cores, %d GB".formatted(processor(system.getArch()), system.getAvailableProcessors(),
						Math.round(system.getTotalMemorySize() / (double) (1 << 30))),
				"%s %s".formatted(system.getName(), system.getVersion()),
				"%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.vm.version")),
				"Spring Boot %s, Hibernate %s, JaVers %s, PostgreSQL %s, H2 %s".formatted(
						SpringBootVersion.getVersion(), Version.getVersionString(),
						System.getProperty("benchmarks.javers.version", "?"),
						System.getProperty("benchmarks.postgresql.version", "?"), Constants.VERSION));
	}

	private static String processor(String architecture) {
		Path information = Path.of("/proc/cpuinfo");
		try {
			return Files.exists(information) ? Files.readAllLines(information)
				.stream()
				.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse(architecture) : architecture;
		}
		catch (IOException ex) {
			return architecture;
		}
	}

}

package io.github.softdeleteaudit.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import net.bytebuddy.ByteBuddy;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with the entities that it is given.
 */
@SpringBootApplication
public class StartUpApplication {

	/**
	 * Make entities, copies of one.
	 * @param name the simple name of the class in this package
	 * @param count how many
	 * @param directory where their class files go
	 * @return the names of the classes
	 */
	public static List<String> makeEntities(String name, int count, Path directory) {
		try {
			Class<?> template = Class.forName(StartUpApplication.class.getPackageName() + "." + name);
			List<String> names = IntStream.range(0, count).mapToObj((i) -> template.getName() + i).toList();
			for (String copy : names) {
				new ByteBuddy().redefine(template).name(copy).make().saveIn(directory.toFile());
			}
			return names;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}

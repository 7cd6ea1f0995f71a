package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Files that must not be there yet: either all of them are written or none.
 */
final class NewFiles {

	private NewFiles() {
	}

	static void write(Map<Path, String> contents) throws IOException {
		for (Path file : contents.keySet()) {
			if (Files.exists(file)) {
				throw new FileAlreadyExistsException(file.toString());
			}
		}
		List<Path> written = new ArrayList<>();
		try {
			for (Map.Entry<Path, String> each : contents.entrySet()) {
				Path file = each.getKey();
				Files.createDirectories(file.toAbsolutePath().getParent());
				// even one that has come since
				Files.createFile(file);
				written.add(file);
				Files.writeString(file, each.getValue(), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
			}
		}
		catch (IOException | RuntimeException ex) {
			for (Path file : written) {
				delete(file, ex);
			}
			throw ex;
		}
	}

	private static void delete(Path file, Exception cause) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			cause.addSuppressed(ex);
		}
	}

}

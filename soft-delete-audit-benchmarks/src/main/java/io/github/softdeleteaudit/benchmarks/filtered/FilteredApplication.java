package io.github.softdeleteaudit.benchmarks.filtered;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with the entities of this package.
 */
@SpringBootApplication
public class FilteredApplication {

}

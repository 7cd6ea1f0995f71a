package io.github.softdeleteaudit.benchmarks.marked;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with the entities of this package.
 */
@SpringBootApplication
public class MarkedApplication {

}

package io.github.softdeleteaudit.benchmarks.softdelete;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with the entities of this package.
 */
@SpringBootApplication
public class SoftDeleteApplication {

}

package io.github.softdeleteaudit.schema.existing.before;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with Envers' own revisions, as Hibernate 6 and 7 make them: numbers of a
 * sequence of the table, in blocks of 50.
 */
@SpringBootApplication
public class BeforeApplication {

}

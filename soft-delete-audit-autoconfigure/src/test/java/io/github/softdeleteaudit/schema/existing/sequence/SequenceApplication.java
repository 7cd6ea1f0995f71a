package io.github.softdeleteaudit.schema.existing.sequence;

import io.github.softdeleteaudit.schema.existing.before.Author;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

/**
 * An application with revisions whose numbers are those of a sequence of all entities.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = { Author.class, SequenceRevision.class })
public class SequenceApplication {

}

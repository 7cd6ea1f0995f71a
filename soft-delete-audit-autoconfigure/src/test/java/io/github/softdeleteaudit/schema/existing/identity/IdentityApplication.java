package io.github.softdeleteaudit.schema.existing.identity;

import io.github.softdeleteaudit.schema.existing.before.Author;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

/**
 * An application with revisions whose numbers are those of an identity column.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = { Author.class, IdentityRevision.class })
public class IdentityApplication {

}

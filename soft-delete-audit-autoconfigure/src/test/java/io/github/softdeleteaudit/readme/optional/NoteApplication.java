package io.github.softdeleteaudit.readme.optional;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Deletes, restores and purges a note, and says what it has seen. Run in a process of its
 * own, with fewer dependencies.
 */
@SpringBootApplication
public class NoteApplication {

	public static void main(String[] args) {
		StringBuilder seen = new StringBuilder("seen:");
		for (String type : new String[] { "org.hibernate.envers.Audited",
				"org.springframework.security.core.Authentication" }) {
			seen.append(ClassUtils.isPresent(type, null) ? " +" : " -").append(ClassUtils.getShortName(type));
		}
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(NoteApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:notes", "spring.jpa.hibernate.ddl-auto=create")
			.run()) {
			NoteRepository notes = context.getBean(NoteRepository.class);
			Long id = notes.save(new Note()).getId();
			notes.deleteById(id);
			seen.append(" live=").append(notes.count());
			seen.append(" deletedBy=").append(notes.findDeletedById(id).orElseThrow().getDeletedBy());
			notes.restore(id);
			seen.append(" restored=").append(notes.count());
			notes.deleteById(id);
			notes.purge(id);
			seen.append(" purged=").append(notes.countDeleted());
		}
		System.out.println(seen);
	}

}

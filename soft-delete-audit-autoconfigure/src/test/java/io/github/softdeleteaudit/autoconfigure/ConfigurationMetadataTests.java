package io.github.softdeleteaudit.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.jayway.jsonpath.JsonPath;
import io.github.softdeleteaudit.architecture.PublishedResources;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published configuration metadata says what {@link SoftDeleteAuditProperties} does.
 */
class ConfigurationMetadataTests {

	private static final String PREFIX = "soft-delete-audit";

	private final Map<String, Map<String, Object>> published = published();

	@Test
	void listsEveryPropertyWithTheDefaultThatAnEmptyEnvironmentGives() {
		assertThat(this.published).isNotEmpty();
		Map<String, Object> defaults = new TreeMap<>();
		this.published.forEach((name, property) -> defaults.put(name, property.get("defaultValue")));
		Map<String, Object> bound = new TreeMap<>();
		collect(PREFIX, new Binder().bindOrCreate(PREFIX, SoftDeleteAuditProperties.class), bound);
		bound.replaceAll((name, value) -> (value instanceof Enum<?> constant) ? constant.name().toLowerCase(Locale.ROOT)
				: value);
		assertThat(defaults).isEqualTo(bound);
	}

	@Test
	void namesTheTypeOfEveryProperty() {
		Map<String, Object> bound = new TreeMap<>();
		collect(PREFIX, new Binder().bindOrCreate(PREFIX, SoftDeleteAuditProperties.class), bound);
		assertThat(this.published).allSatisfy(
				(name, property) -> assertThat(property).containsEntry("type", bound.get(name).getClass().getName()));
	}

	@Test
	void describesEveryPropertyInASentence() {
		assertThat(this.published)
			.allSatisfy((name, property) -> assertThat((String) property.get("description")).as(name)
				.isNotBlank()
				.matches("(?s)[A-Z].*\\.")
				.doesNotContain("{@", "\n"));
	}

	private static void collect(String prefix, Object record, Map<String, Object> values) {
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			Object value = value(component, record);
			if (value instanceof Record nested) {
				collect(name, nested, values);
			}
			else {
				values.put(name, value);
			}
		}
	}

	private static Object value(RecordComponent component, Object record) {
		try {
			return component.getAccessor().invoke(record);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Map<String, Object>> published() {
		try (InputStream stream = PublishedResources.open("META-INF/spring-configuration-metadata.json")) {
			List<Map<String, Object>> properties = JsonPath.parse(stream).read("$.properties");
			Map<String, Map<String, Object>> published = new TreeMap<>();
			properties.forEach((property) -> published.put((String) property.get("name"), property));
			return published;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

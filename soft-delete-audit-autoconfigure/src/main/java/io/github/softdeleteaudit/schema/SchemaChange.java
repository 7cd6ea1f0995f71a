package io.github.softdeleteaudit.schema;

import java.util.List;

/** x. */
public record SchemaChange(String description, List<String> upgrade, List<String> downgrade, boolean transactional,
		List<String> remarks) {
}

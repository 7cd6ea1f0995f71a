package io.github.softdeleteaudit.sample.deletion;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.sample.web.ConflictResponse;

/**
 * What a restore would bring back, and what is in the way.
 */
record RestorePreviewResponse(Map<String, Set<Object>> rows, List<ConflictResponse> conflicts) {

	static RestorePreviewResponse of(RestorePreview preview) {
		Map<String, Set<Object>> rows = new TreeMap<>();
		preview.rows().idsByType().forEach((type, ids) -> rows.put(type.getSimpleName(), ids));
		return new RestorePreviewResponse(rows, preview.conflicts().stream().map(ConflictResponse::of).toList());
	}

}

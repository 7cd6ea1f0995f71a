package io.github.softdeleteaudit.sample.deletion;

import java.util.UUID;

import io.github.softdeleteaudit.restore.Deletions;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whole deletions over HTTP: what one request has deleted.
 */
@RestController
@RequestMapping("/api/deletions")
class DeletionController {

	private final Deletions deletions;

	DeletionController(Deletions deletions) {
		this.deletions = deletions;
	}

	@GetMapping
	Page<DeletionResponse> list(Pageable pageable) {
		return this.deletions.find(PageRequest.of(pageable.getPageNumber(), pageable.getPageSize()))
			.map(DeletionResponse::of);
	}

	@GetMapping("/{id}")
	RestorePreviewResponse preview(@PathVariable UUID id) {
		return RestorePreviewResponse.of(this.deletions.preview(id));
	}

	@PostMapping("/{id}/restore")
	int restore(@PathVariable UUID id) {
		return this.deletions.restore(id).count();
	}

}

package io.github.softdeleteaudit.sample.trail;

import java.time.Instant;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The trail over HTTP, the latest first.
 */
@RestController
@RequestMapping("/api/trail")
class TrailController {

	private final AuditTrail trail;

	TrailController(AuditTrail trail) {
		this.trail = trail;
	}

	@GetMapping
	Slice<TrailEntryResponse> find(@RequestParam(required = false) @Nullable String actor,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(required = false) @Nullable String request, Pageable pageable) {
		AuditCriteria criteria = AuditCriteria.all();
		criteria = (actor != null) ? criteria.by(actor) : criteria;
		criteria = (from != null) ? criteria.from(from) : criteria;
		criteria = (until != null) ? criteria.until(until) : criteria;
		criteria = (request != null) ? criteria.inRequest(request) : criteria;
		return this.trail.find(criteria, PageRequest.of(pageable.getPageNumber(), pageable.getPageSize()))
			.map(TrailEntryResponse::of);
	}

}

package io.github.softdeleteaudit.readme.shop;

import io.github.softdeleteaudit.audit.AuditBaseline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * What the README does with rows that are older than auditing.
 */
@Service
public class BaselineService {

	private static final Logger log = LoggerFactory.getLogger(BaselineService.class);

	private final AuditBaseline baseline;

	public BaselineService(AuditBaseline baseline) {
		this.baseline = baseline;
	}

	public long write() {
		// tag::baseline[]
		long recorded = baseline.write(Customer.class); // or writeAll()
		log.info("{} customers have a history now", recorded);
		// end::baseline[]
		return recorded;
	}

}

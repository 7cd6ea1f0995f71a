package io.github.softdeleteaudit.schema.existing.time;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface TicketRepository extends SoftDeleteRepository<Ticket, Long> {

}

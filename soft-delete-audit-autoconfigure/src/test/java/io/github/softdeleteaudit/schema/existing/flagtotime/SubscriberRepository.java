package io.github.softdeleteaudit.schema.existing.flagtotime;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface SubscriberRepository extends SoftDeleteRepository<Subscriber, Long> {

}

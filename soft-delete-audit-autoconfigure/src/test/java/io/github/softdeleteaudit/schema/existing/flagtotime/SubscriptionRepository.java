package io.github.softdeleteaudit.schema.existing.flagtotime;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;

public interface SubscriptionRepository extends SoftDeleteRepository<Subscription, Long> {

}

package io.github.softdeleteaudit.model;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A plain repository of a soft-deletable entity.
 */
public interface LineRepository extends JpaRepository<Line, UUID> {

}

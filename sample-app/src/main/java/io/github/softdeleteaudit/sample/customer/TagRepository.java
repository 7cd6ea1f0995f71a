package io.github.softdeleteaudit.sample.customer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The tags.
 */
interface TagRepository extends JpaRepository<Tag, Long> {

	List<Tag> findByNameIn(Collection<String> names);

	/**
	 * Return the tags of the given names, and make those that do not exist yet.
	 */
	default List<Tag> named(Collection<String> names) {
		Set<String> missing = new HashSet<>(names);
		List<Tag> tags = new ArrayList<>(findByNameIn(names));
		tags.forEach((tag) -> missing.remove(tag.getName()));
		tags.addAll(saveAll(missing.stream().map(Tag::new).toList()));
		return tags;
	}

}

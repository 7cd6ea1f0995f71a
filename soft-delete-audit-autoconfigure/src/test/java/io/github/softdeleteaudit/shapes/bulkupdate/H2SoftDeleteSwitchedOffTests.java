package io.github.softdeleteaudit.shapes.bulkupdate;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Animal;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Dog;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Document;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Letter;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Stated;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Task;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Van;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Vehicle;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With soft deletion switched off, entities that are marked are audited as any others,
 * their HQL updates and deletes, which are physical, among them.
 */
class H2SoftDeleteSwitchedOffTests extends ShapeContract {

	H2SoftDeleteSwitchedOffTests() {
		super(TestDatabase.H2, WithoutRepositories.class);
	}

	@Override
	protected String[] properties() {
		return new String[] { "soft-delete-audit.soft-delete.enabled=false" };
	}

	static Stream<Supplier<Stated>> all() {
		return Stream.of(Task::new, Animal::new, Dog::new, Document::new, Letter::new, Vehicle::new, Van::new);
	}

	@ParameterizedTest
	@MethodSource("all")
	void anUpdateAndADeleteAreRecorded(Supplier<Stated> created) {
		Class<?> type = created.get().getClass();
		List<Object> ids = get(() -> Stream.of("a", "b").map((state) -> {
			Stated row = created.get();
			row.state = state;
			em().persist(row);
			return id(row);
		}).toList());
		change("update %s e set e.state = 'c' where e.state = 'a'", type);
		change("delete from %s e where e.state = 'c'", type);
		assertThat(history(type, ids.get(0))).containsExactly("ADD a", "MOD c", "DEL c");
		assertThat(history(type, ids.get(1))).containsExactly("ADD b");
		change("delete from %s e where e.state = 'b'", type);
		assertThat(history(type, ids.get(1))).containsExactly("ADD b", "DEL b");
	}

	private void change(String hql, Class<?> type) {
		assertThat(get(() -> em().createQuery(hql.formatted(type.getSimpleName())).executeUpdate())).isOne();
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	private Object id(Object row) {
		return bean(EntityManagerFactory.class).getPersistenceUnitUtil().getIdentifier(row);
	}

	private List<String> history(Class<?> type, Object id) {
		return get(() -> {
			List<?> revisions = AuditReaderFactory.get(em())
				.createQuery()
				.forRevisionsOfEntity(type, false, true)
				.add(AuditEntity.id().eq(id))
				.addOrder(AuditEntity.revisionNumber().asc())
				.getResultList();
			return revisions.stream()
				.map((each) -> "%s %s".formatted(((Object[]) each)[2], ((Stated) ((Object[]) each)[0]).state))
				.toList();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = BulkUpdateModel.class)
	static class WithoutRepositories {

	}

}

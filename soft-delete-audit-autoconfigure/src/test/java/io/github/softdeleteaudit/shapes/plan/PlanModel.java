package io.github.softdeleteaudit.shapes.plan;

import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveIndex;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities with many rows, and queries of every kind.
 */
public final class PlanModel {

	private PlanModel() {
	}

	@SpringBootApplication(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class PlanApplication {

		@Bean
		static Plans plans() {
			return new Plans();
		}

		@Bean
		static BeanPostProcessor recordingDataSource(Plans plans) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource dataSource) ? plans.recording(dataSource) : bean;
				}

			};
		}

	}

	public interface ItemRepository extends SoftDeleteRepository<Item, Long> {

		List<Item> findByName(String name);

		boolean existsByName(String name);

		long countByName(String name);

		Slice<Item> findSlicedBy(Pageable pageable);

		List<Item> findByCode(String code);

		@IncludingDeleted
		List<Item> findAllByCode(String code);

	}

	public interface ShelfRepository extends SoftDeleteRepository<Shelf, Long> {

	}

	public interface SlotRepository extends SoftDeleteRepository<Slot, SlotId> {

	}

	public interface ParcelRepository extends SoftDeleteRepository<Parcel, Long> {

		List<Parcel> findByName(String name);

	}

	@Entity(name = "Shelf")
	public static class Shelf extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL)
		public Set<Item> items = new LinkedHashSet<>();

		@OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL)
		public Set<Crate> crates = new LinkedHashSet<>();

	}

	/** Live ones are found by name and shelf, all by code. */
	@Entity(name = "Item")
	@Table(indexes = @Index(name = "item_code_idx", columnList = "code"))
	@LiveIndex(attributes = "name")
	@LiveIndex(attributes = "shelf")
	public static class Item extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		public String code;

		public String color;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

	}

	/** Without a deletion id. */
	@Entity(name = "Crate")
	@SoftDeletable
	public static class Crate {

		@Id
		@GeneratedValue
		public Long id;

		@DeletedAt
		public Instant deletedAt;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

	}

	/**
	 * An id of several columns, neither in the order of their names nor of their types.
	 */
	@Entity(name = "Slot")
	@IdClass(SlotId.class)
	public static class Slot extends SoftDeletableEntity {

		@Id
		public int place;

		@Id
		public long day;

		@Id
		public short at;

	}

	public static class SlotId implements Serializable {

		private static final long serialVersionUID = 1L;

		public int place;

		public long day;

		public short at;

		@Override
		public boolean equals(Object other) {
			return other instanceof SlotId id && this.place == id.place && this.day == id.day && this.at == id.at;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.place, this.day, this.at);
		}

	}

	/** Told to be deleted by a boolean. */
	@Entity(name = "Parcel")
	@SoftDeletable
	@LiveIndex(attributes = "name")
	public static class Parcel {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Deleted
		public boolean deleted;

	}

}

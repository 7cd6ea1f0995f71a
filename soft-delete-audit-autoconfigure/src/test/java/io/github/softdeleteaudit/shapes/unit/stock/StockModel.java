package io.github.softdeleteaudit.shapes.unit.stock;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.unit.both.Memo;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.unique.LiveUnique;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.transaction.annotation.Transactional;

/**
 * The entities of the second persistence unit alone.
 */
public final class StockModel {

	private StockModel() {
	}

	public interface ItemRepository extends SoftDeleteRepository<Item, Long>, AuditedRepository<Item, Long> {

	}

	public interface StockMemoRepository extends SoftDeleteRepository<Memo, Long>, AuditedRepository<Memo, Long> {

	}

	public interface StockPassRepository extends SoftDeleteRepository<StockPass, Long> {

		@Modifying
		@Transactional("stockTransactionManager")
		@NativeQuery("update pass set code = :code where id = :id")
		int recode(Long id, String code);

	}

	public interface StockLabelRepository extends SoftDeleteRepository<StockLabel, Long> {

	}

	@Entity(name = "Item")
	@Audited
	public static class Item extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "item", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Part> parts = new LinkedHashSet<>();

		protected Item() {
		}

		public Item(String name) {
			this.name = name;
			for (int i = 0; i < 2; i++) {
				Part part = new Part();
				part.item = this;
				this.parts.add(part);
			}
		}

	}

	@Entity(name = "Part")
	@Audited
	public static class Part extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Item item;

	}

	/** Kept, while a table of the same name in the other unit is not. */
	@Entity(name = "StockLabel")
	@Table(name = "label")
	public static class StockLabel extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

	}

	/**
	 * Unique by its owner and its code, while in the other unit an index of the same name
	 * is over one of its columns.
	 */
	@Entity(name = "StockPass")
	@Table(name = "pass")
	@LiveUnique(name = "pass_key", attributes = { "owner", "code" })
	public static class StockPass extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String owner;

		public String code;

		protected StockPass() {
		}

		public StockPass(String owner, String code) {
			this.owner = owner;
			this.code = code;
		}

	}

}

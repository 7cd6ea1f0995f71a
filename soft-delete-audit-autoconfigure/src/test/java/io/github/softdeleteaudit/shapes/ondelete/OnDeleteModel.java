package io.github.softdeleteaudit.shapes.ondelete;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLRestriction;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Associations with an {@code @OnDelete} action, of each kind.
 */
public final class OnDeleteModel {

	private OnDeleteModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class OnDeleteApplication {

	}

	@MappedSuperclass
	public abstract static class Row extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

	}

	/** Knows nothing of those that refer to it. */
	@Entity(name = "Root")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Root extends Row {

	}

	@Entity(name = "SubRoot")
	public static class SubRoot extends Root {

		public String detail = "detail";

	}

	/** Has rows of its own. */
	@Entity(name = "Leaf")
	public static class Leaf extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

		@ElementCollection
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Set<String> words = new LinkedHashSet<>(Set.of("a", "b"));

		@ManyToMany
		@JoinTable(name = "leaf_links")
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Set<Root> links = new LinkedHashSet<>();

	}

	/** A second level. */
	@Entity(name = "Cell")
	public static class Cell extends Row {

		@ManyToOne(cascade = CascadeType.DETACH)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Leaf leaf;

	}

	/** Seen by nobody before it is approved. */
	@Entity(name = "Hidden")
	@SQLRestriction("approved = true")
	public static class Hidden extends Row {

		public boolean approved;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

	}

	/** Hidden with what its lines refer to. */
	@Entity(name = "Basket")
	@SQLRestriction("approved = true")
	public static class Basket extends Row {

		public boolean approved;

		@ElementCollection
		public Set<Line> lines = new LinkedHashSet<>();

	}

	public interface BasketRepository extends SoftDeleteRepository<Basket, Long> {

	}

	@Embeddable
	public static class Line {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Basket other;

	}

	/** Reads the links of leaves. */
	@Entity(name = "LeafLink")
	@Immutable
	@Table(name = "leaf_links")
	@IdClass(LeafLinkId.class)
	public static class LeafLink {

		@Id
		@Column(name = "leaf_id")
		public Long leafId;

		@Id
		@Column(name = "links_id")
		public Long rootId;

	}

	public static class LeafLinkId implements Serializable {

		private static final long serialVersionUID = 1L;

		public Long leafId;

		public Long rootId;

		@Override
		public boolean equals(Object other) {
			return other instanceof LeafLinkId id && id.leafId.equals(this.leafId) && id.rootId.equals(this.rootId);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.leafId, this.rootId);
		}

	}

	@Entity(name = "SubRootLeaf")
	public static class SubRootLeaf extends Row {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public SubRoot root;

	}

	@Entity(name = "Embedding")
	public static class Embedding extends Row {

		@Embedded
		public Part part = new Part();

	}

	@Embeddable
	public static class Part {

		public String text = "text";

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

	}

	@Entity(name = "Single")
	public static class Single extends Row {

		@OneToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

	}

	@Entity(name = "Same")
	public static class Same extends SoftDeletableEntity {

		@Id
		public Long id;

		@OneToOne
		@MapsId
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

	}

	@Entity(name = "Keyed")
	public static class Keyed extends SoftDeletableEntity {

		@EmbeddedId
		public KeyedId id = new KeyedId();

	}

	@Embeddable
	public static class KeyedId implements Serializable {

		private static final long serialVersionUID = 1L;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Root root;

		public Integer number;

		@Override
		public boolean equals(Object other) {
			return other instanceof KeyedId id && Objects.equals(id.root, this.root)
					&& Objects.equals(id.number, this.number);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.number);
		}

	}

	/** Keeps its reference when it is purged, like any other. */
	@Entity(name = "Nulled")
	public static class Nulled extends Row {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.SET_NULL)
		public Root root;

	}

	/** Has collections. */
	@Entity(name = "Owner")
	public static class Owner extends Row {

		@OneToMany(mappedBy = "owner")
		public Set<Plain> plain = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Cascaded> cascaded = new LinkedHashSet<>();

		@OneToMany(mappedBy = "owner", cascade = CascadeType.PERSIST)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Set<Inverse> inverse = new LinkedHashSet<>();

		@OneToMany
		@JoinColumn(name = "owner_id")
		@OnDelete(action = OnDeleteAction.CASCADE)
		public List<Owned> owned = new ArrayList<>();

	}

	@Entity(name = "Plain")
	public static class Plain extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Owner owner;

	}

	@Entity(name = "Cascaded")
	public static class Cascaded extends Row {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Owner owner;

	}

	@Entity(name = "Inverse")
	public static class Inverse extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Owner owner;

	}

	@Entity(name = "Owned")
	public static class Owned extends Row {

	}

	/** A tree without collections. */
	@Entity(name = "Node")
	public static class Node extends Row {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Node parent;

	}

	/** Two that refer to one another. */
	@Entity(name = "Even")
	public static class Even extends Row {

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Odd odd;

	}

	@Entity(name = "Odd")
	public static class Odd extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Even even;

	}

	public interface RootRepository extends SoftDeleteRepository<Root, Long> {

		void deleteByName(String name);

	}

	public interface LeafRepository extends SoftDeleteRepository<Leaf, Long> {

	}

	public interface CellRepository extends SoftDeleteRepository<Cell, Long> {

	}

	public interface OwnerRepository extends SoftDeleteRepository<Owner, Long> {

	}

	public interface PlainRepository extends SoftDeleteRepository<Plain, Long> {

	}

	public interface NodeRepository extends SoftDeleteRepository<Node, Long> {

	}

	public interface EvenRepository extends SoftDeleteRepository<Even, Long> {

	}

}

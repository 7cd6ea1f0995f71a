package io.github.softdeleteaudit.shapes.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Entities with all kinds of references and collections, whose history is read.
 */
@SuppressWarnings("NullAway.Init")
final class HistoryModel {

	private HistoryModel() {
	}

	/** Has parents, children and links of all kinds. */
	@Entity(name = "Folder")
	@Audited
	static class Folder extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		String name;

		@ManyToOne
		@Nullable Cabinet cabinet;

		@ManyToOne
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@Nullable Color color;

		@ManyToOne
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@Nullable Shelf shelf;

		@OneToMany(mappedBy = "folder", cascade = CascadeType.ALL)
		Set<Sheet> sheets = new HashSet<>();

		@OneToOne(mappedBy = "folder", cascade = CascadeType.ALL)
		@Nullable Cover cover;

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "folder_of_clip")
		Set<Clip> clips = new HashSet<>();

		@ManyToMany
		Set<Topic> topics = new HashSet<>();

		@ElementCollection
		Set<String> words = new HashSet<>();

		@ElementCollection
		Map<String, String> remarks = new HashMap<>();

		protected Folder() {
		}

		Folder(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Cabinet")
	@Audited
	static class Cabinet extends Named {

		@OneToOne(mappedBy = "cabinet")
		@Nullable Lid lid;

		protected Cabinet() {
		}

		Cabinet(String name) {
			super(name);
		}

	}

	/** With the id of another. */
	@Entity(name = "Lid")
	@Audited
	static class Lid extends SoftDeletableEntity {

		@Id
		Long id;

		@MapsId
		@OneToOne
		@Nullable Cabinet cabinet;

		String name;

		protected Lid() {
		}

		Lid(Cabinet cabinet, String name) {
			this.cabinet = cabinet;
			this.name = name;
		}

	}

	@Entity(name = "Topic")
	@Audited
	static class Topic extends Named {

		@ManyToMany(mappedBy = "topics")
		Set<Folder> folders = new HashSet<>();

		protected Topic() {
		}

		Topic(String name) {
			super(name);
		}

	}

	@Entity(name = "Sheet")
	@Audited
	static class Sheet extends Named {

		@ManyToOne
		@Nullable Folder folder;

		protected Sheet() {
		}

		Sheet(String name, Folder folder) {
			super(name);
			this.folder = folder;
		}

	}

	@Entity(name = "Cover")
	@Audited
	static class Cover extends Named {

		@OneToOne
		@Nullable Folder folder;

		protected Cover() {
		}

		Cover(String name, Folder folder) {
			super(name);
			this.folder = folder;
		}

	}

	@Entity(name = "Clip")
	@Audited
	static class Clip extends Named {

		protected Clip() {
		}

		Clip(String name) {
			super(name);
		}

	}

	/** Neither audited nor soft-deletable. */
	@Entity(name = "Color")
	static class Color {

		@Id
		@GeneratedValue
		Long id;

		String name;

		protected Color() {
		}

		Color(String name) {
			this.name = name;
		}

		String getName() {
			return this.name;
		}

	}

	/** Soft-deletable, but not audited. */
	@Entity(name = "Shelf")
	static class Shelf extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		String name;

		protected Shelf() {
		}

		Shelf(String name) {
			this.name = name;
		}

		String getName() {
			return this.name;
		}

	}

	@Entity(name = "Vehicle")
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Vehicle extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		String name;

		protected Vehicle() {
		}

		Vehicle(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Truck")
	@Audited
	static class Truck extends Vehicle {

		int tons;

		protected Truck() {
		}

		Truck(String name, int tons) {
			super(name);
			this.tons = tons;
		}

	}

	@Embeddable
	record SeatId(String hall, int number) implements Serializable {
	}

	@Entity(name = "Seat")
	@Audited
	static class Seat extends SoftDeletableEntity {

		@EmbeddedId
		SeatId id;

		String state;

		protected Seat() {
		}

		Seat(SeatId id, String state) {
			this.id = id;
			this.state = state;
		}

	}

	/** Audited, but not soft-deletable. */
	@Entity(name = "Token")
	@Audited
	static class Token {

		@Id
		@GeneratedValue
		Long id;

		String name;

		protected Token() {
		}

		Token(String name) {
			this.name = name;
		}

	}

	@MappedSuperclass
	@Audited
	abstract static class Named extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		String name;

		protected Named() {
		}

		Named(String name) {
			this.name = name;
		}

		String getName() {
			return this.name;
		}

	}

	interface FolderRepository extends SoftDeleteRepository<Folder, Long>, AuditedRepository<Folder, Long> {

	}

	interface CabinetRepository extends SoftDeleteRepository<Cabinet, Long>, AuditedRepository<Cabinet, Long> {

	}

	interface LidRepository extends SoftDeleteRepository<Lid, Long>, AuditedRepository<Lid, Long> {

	}

	interface TopicRepository extends SoftDeleteRepository<Topic, Long>, AuditedRepository<Topic, Long> {

	}

	interface SheetRepository extends SoftDeleteRepository<Sheet, Long>, AuditedRepository<Sheet, Long> {

	}

	interface ShelfRepository extends SoftDeleteRepository<Shelf, Long> {

	}

	interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long>, AuditedRepository<Vehicle, Long> {

	}

	interface TruckRepository extends SoftDeleteRepository<Truck, Long>, AuditedRepository<Truck, Long> {

	}

	interface SeatRepository extends SoftDeleteRepository<Seat, SeatId>, AuditedRepository<Seat, SeatId> {

	}

	interface TokenRepository extends JpaRepository<Token, Long>, AuditedRepository<Token, Long> {

	}

	/** Makes lists of names easy to compare. */
	static List<String> names(Iterable<? extends Named> entities) {
		List<String> names = new ArrayList<>();
		entities.forEach((entity) -> names.add(entity.name));
		return names.stream().sorted().toList();
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	static class HistoryApplication {

	}

}

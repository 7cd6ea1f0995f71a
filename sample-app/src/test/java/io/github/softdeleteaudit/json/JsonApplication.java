package io.github.softdeleteaudit.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Photos in albums, with their photographers and labels, shown in JSON without a type of
 * their own for it.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableJpaRepositories(considerNestedRepositories = true)
class JsonApplication {

	@RestController
	static class PhotoController {

		private final PhotoRepository photos;

		private final AlbumRepository albums;

		PhotoController(PhotoRepository photos, AlbumRepository albums) {
			this.photos = photos;
			this.albums = albums;
		}

		@GetMapping("/photos/{id}")
		Optional<Photo> photo(@PathVariable Long id) {
			return this.photos.findById(id);
		}

		@GetMapping("/photos")
		List<Photo> photos() {
			return this.photos.findAll();
		}

		@GetMapping("/photos/deleted")
		List<Photo> deletedPhotos() {
			return this.photos.findDeleted();
		}

		@GetMapping("/albums/{id}")
		Optional<Album> album(@PathVariable Long id) {
			return this.albums.findById(id);
		}

	}

	interface PhotoRepository extends SoftDeleteRepository<Photo, Long> {

		@Query("select p from Photo p join fetch p.album left join fetch p.label where p.id = :id")
		Optional<Photo> withAlbum(Long id);

	}

	interface AlbumRepository extends SoftDeleteRepository<Album, Long> {

	}

	interface PhotographerRepository extends SoftDeleteRepository<Photographer, Long> {

	}

	interface LabelRepository extends SoftDeleteRepository<Label, Long> {

	}

	@Entity(name = "Album")
	static class Album extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(mappedBy = "album")
		@OrderBy("id")
		@JsonIgnoreProperties("album")
		public List<Photo> photos = new ArrayList<>();

		protected Album() {
		}

		Album(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

		public List<Photo> getPhotos() {
			return this.photos;
		}

	}

	@Entity(name = "Photographer")
	static class Photographer extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Photographer() {
		}

		Photographer(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Photo")
	static class Photo extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY, optional = false)
		@JsonIgnoreProperties("photos")
		public Album album;

		@ManyToOne(fetch = FetchType.EAGER, optional = false)
		public Photographer photographer;

		@OneToOne(mappedBy = "photo")
		@JsonIgnoreProperties("photo")
		public Label label;

		protected Photo() {
		}

		Photo(String name, Album album, Photographer photographer) {
			this.name = name;
			this.album = album;
			this.photographer = photographer;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Label")
	static class Label extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		@OneToOne
		public Photo photo;

		protected Label() {
		}

		Label(String text, Photo photo) {
			this.text = text;
			this.photo = photo;
		}

	}

}

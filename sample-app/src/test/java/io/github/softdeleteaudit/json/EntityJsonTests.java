package io.github.softdeleteaudit.json;

import io.github.softdeleteaudit.json.JsonApplication.Album;
import io.github.softdeleteaudit.json.JsonApplication.AlbumRepository;
import io.github.softdeleteaudit.json.JsonApplication.Label;
import io.github.softdeleteaudit.json.JsonApplication.LabelRepository;
import io.github.softdeleteaudit.json.JsonApplication.Photo;
import io.github.softdeleteaudit.json.JsonApplication.PhotoRepository;
import io.github.softdeleteaudit.json.JsonApplication.Photographer;
import io.github.softdeleteaudit.json.JsonApplication.PhotographerRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An entity that refers to deleted ones, or has deleted ones in its collections, is shown
 * in JSON as any other, with an open session in view and without.
 */
@SpringBootTest(properties = { "spring.jpa.open-in-view=true", "spring.jpa.hibernate.ddl-auto=create" })
@AutoConfigureMockMvc(addFilters = false)
class EntityJsonTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JsonMapper mapper;

	@Autowired
	private PhotoRepository photos;

	@Autowired
	private AlbumRepository albums;

	@Autowired
	private PhotographerRepository photographers;

	@Autowired
	private LabelRepository labels;

	private Album album;

	private Photographer photographer;

	private Photo photo;

	private Photo other;

	@BeforeEach
	void save() {
		this.album = this.albums.save(new Album("holidays"));
		this.photographer = this.photographers.save(new Photographer("Ada"));
		this.photo = this.photos.save(new Photo("beach", this.album, this.photographer));
		this.other = this.photos.save(new Photo("hotel", this.album, this.photographer));
	}

	@Test
	void aDeletedReferenceIsShownWithTheTimeOfItsDeletion() {
		assertPhoto("$.album.deletedAt", null);
		assertPhoto("$.photographer.deletedAt", null);
		this.albums.delete(this.album);
		this.photographers.delete(this.photographer);
		assertPhoto("$.album.name", "holidays");
		assertPhoto("$.album.deletedBy", "system");
		assertPhoto("$.photographer.name", "Ada");
		assertPhoto("$.photographer.deletedBy", "system");
		assertPhoto("$.deletedAt", null);
		assertThat(this.mvc.get().uri("/photos")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[?(@.id == %d)].album.name".formatted(this.photo.id))
			.asArray()
			.containsExactly("holidays");
	}

	@Test
	void aDeletedEntityIsShownWithDeletedReferences() {
		this.photos.delete(this.photo);
		this.albums.delete(this.album);
		this.photographers.delete(this.photographer);
		assertThat(this.mvc.get().uri("/photos/{id}", this.photo.id)).hasStatusOk().bodyText().isEqualTo("null");
		assertThat(this.mvc.get().uri("/photos/deleted")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[?(@.id == %d)].album.name".formatted(this.photo.id))
			.asArray()
			.containsExactly("holidays");
	}

	@Test
	void aCollectionIsShownWithoutDeletedElements() {
		assertAlbum("beach", "hotel");
		this.photos.delete(this.other);
		this.photographers.delete(this.photographer);
		assertAlbum("beach");
		this.photos.delete(this.photo);
		assertAlbum();
		this.photos.restore(this.other.id);
		assertAlbum("hotel");
	}

	@Test
	void anInverseReferenceIsShownWhileItIsLive() {
		assertPhoto("$.label", null);
		Label label = this.labels.save(new Label("sunny", this.photo));
		assertPhoto("$.label.text", "sunny");
		this.labels.delete(label);
		assertPhoto("$.label", null);
		this.labels.save(new Label("cloudy", this.photo));
		assertPhoto("$.label.text", "cloudy");
	}

	@Test
	void whatWasFetchedIsShownAfterItsSession() {
		String live = this.mapper.writeValueAsString(this.photos.withAlbum(this.photo.id));
		this.albums.delete(this.album);
		this.photographers.delete(this.photographer);
		String deleted = this.mapper.writeValueAsString(this.photos.withAlbum(this.photo.id));
		assertThat(live).contains("\"name\":\"holidays\"");
		assertThat(withoutDeletion(deleted)).isEqualTo(withoutDeletion(live)).isNotEqualTo(deleted);
	}

	@Test
	void whatWasNotFetchedIsAfterItsSessionAsIfItWereLive() {
		String live = shown(this.photos.findById(this.photo.id).orElseThrow());
		this.albums.delete(this.album);
		String deleted = shown(this.photos.findById(this.photo.id).orElseThrow());
		assertThat(deleted).isEqualTo(live);
	}

	/** The JSON, or why there is none. */
	private String shown(Photo photo) {
		try {
			return this.mapper.writeValueAsString(photo);
		}
		catch (JacksonException ex) {
			return ex.getOriginalMessage();
		}
	}

	private static String withoutDeletion(String json) {
		return json.replaceAll("\"(deletedAt|deletedBy|deletionId)\":(null|\"[^\"]*\")", "");
	}

	private void assertPhoto(String path, String expected) {
		assertThat(this.mvc.get().uri("/photos/{id}", this.photo.id)).hasStatusOk()
			.bodyJson()
			.extractingPath(path)
			.isEqualTo(expected);
	}

	private void assertAlbum(String... names) {
		assertThat(this.mvc.get().uri("/albums/{id}", this.album.id)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.photos[*].name")
			.asArray()
			.containsExactly((Object[]) names);
	}

}

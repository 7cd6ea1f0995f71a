package io.github.softdeleteaudit.shapes.querydsl;

import java.time.Instant;

import com.querydsl.core.types.PathMetadata;
import com.querydsl.core.types.dsl.DateTimePath;
import com.querydsl.core.types.dsl.EntityPathBase;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.PathInits;
import com.querydsl.core.types.dsl.SetPath;
import com.querydsl.core.types.dsl.StringPath;

import static com.querydsl.core.types.PathMetadataFactory.forVariable;

/** As Querydsl generates it. */
public class QSong extends EntityPathBase<Song> {

	public static final QSong song = new QSong(forVariable("song"));

	public final NumberPath<Long> id = createNumber("id", Long.class);

	public final StringPath title = createString("title");

	public final DateTimePath<Instant> deletedAt = createDateTime("deletedAt", Instant.class);

	public final QComposer composer;

	public final SetPath<Genre, QGenre> genres = this.<Genre, QGenre>createSet("genres", Genre.class, QGenre.class,
			PathInits.DIRECT2);

	public QSong(PathMetadata metadata) {
		super(Song.class, metadata);
		this.composer = metadata.isRoot() ? new QComposer(forProperty("composer")) : null;
	}

}

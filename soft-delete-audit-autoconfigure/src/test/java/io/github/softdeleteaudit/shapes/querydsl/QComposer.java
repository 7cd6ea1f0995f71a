package io.github.softdeleteaudit.shapes.querydsl;

import com.querydsl.core.types.PathMetadata;
import com.querydsl.core.types.dsl.EntityPathBase;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.PathInits;
import com.querydsl.core.types.dsl.SetPath;
import com.querydsl.core.types.dsl.StringPath;

import static com.querydsl.core.types.PathMetadataFactory.forVariable;

/** As Querydsl generates it. */
public class QComposer extends EntityPathBase<Composer> {

	public static final QComposer composer = new QComposer(forVariable("composer"));

	public final NumberPath<Long> id = createNumber("id", Long.class);

	public final StringPath name = createString("name");

	public final SetPath<Song, QSong> songs = this.<Song, QSong>createSet("songs", Song.class, QSong.class,
			PathInits.DIRECT2);

	public QComposer(PathMetadata metadata) {
		super(Composer.class, metadata);
	}

}

package io.github.softdeleteaudit.shapes.querydsl;

import com.querydsl.core.types.PathMetadata;
import com.querydsl.core.types.dsl.EntityPathBase;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.StringPath;

import static com.querydsl.core.types.PathMetadataFactory.forVariable;

/** As Querydsl generates it. */
public class QGenre extends EntityPathBase<Genre> {

	public static final QGenre genre = new QGenre(forVariable("genre"));

	public final NumberPath<Long> id = createNumber("id", Long.class);

	public final StringPath name = createString("name");

	public QGenre(PathMetadata metadata) {
		super(Genre.class, metadata);
	}

}

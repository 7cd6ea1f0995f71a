package io.github.softdeleteaudit.sample.customer;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * A customer's phone. Not a record, since Envers cannot read one back.
 */
@Embeddable
class Phone {

	@Enumerated(EnumType.STRING)
	@Column(nullable = false, length = 10)
	private Kind kind;

	@Column(nullable = false, length = 30)
	private String number;

	protected Phone() {
	}

	Phone(Kind kind, String number) {
		this.kind = kind;
		this.number = number;
	}

	Kind getKind() {
		return this.kind;
	}

	String getNumber() {
		return this.number;
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof Phone other && this.kind == other.kind && this.number.equals(other.number);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.kind, this.number);
	}

	enum Kind {

		HOME, MOBILE, WORK

	}

}

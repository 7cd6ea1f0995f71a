package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;

/**
 * The SQL condition of a live row, with a marker by which
 * {@link SoftDeleteStatementInspector} finds it in a statement again. An entity has two
 * markers, so that its rows and the collections of them can be lifted apart.
 * <p>
 * Relies on Hibernate leaving comments in restrictions alone as long as they hold no
 * letters, which it would take for column names.
 */
record LiveRestriction(SoftDeleteModel model, int number) {

	static final String MARKER_START = "/*~";

	static final String MARKER_END = "*/";

	String forRows() {
		return marked("", this.number * 2);
	}

	String forCollections(String qualifier) {
		return marked(qualifier, this.number * 2 + 1);
	}

	private String marked(String qualifier, int marker) {
		return "(" + this.model.restriction(qualifier) + MARKER_START + marker + MARKER_END + ")";
	}

	static int numberOf(int marker) {
		return marker / 2;
	}

	static boolean isForCollections(int marker) {
		return marker % 2 == 1;
	}

}

package io.github.softdeleteaudit.restore;

import java.util.List;

/**
 * What a restore would do. Another transaction may change that before it is done.
 *
 * @param rows the rows that would come back; none if what was asked for is live
 * @param conflicts what is in the way; with any conflict nothing would be restored
 */
public record RestorePreview(RestoredRows rows, List<RestoreConflict> conflicts) {

	/**
	 * Create a preview.
	 */
	public RestorePreview {
		conflicts = List.copyOf(conflicts);
	}

}

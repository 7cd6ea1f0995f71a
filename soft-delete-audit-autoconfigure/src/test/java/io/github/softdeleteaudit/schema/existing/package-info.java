/**
 * Applications on schemas that were there before the starter came: each recipe of the
 * README, from the old schema with its data to the running application.
 */
package io.github.softdeleteaudit.schema.existing;

/**
 * The promises about who is recorded, for each kind of thread that work is done in.
 */
package io.github.softdeleteaudit.shapes.acting;

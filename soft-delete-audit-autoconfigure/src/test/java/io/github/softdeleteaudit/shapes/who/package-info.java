/**
 * The promises about who is recorded, and why.
 */
package io.github.softdeleteaudit.shapes.who;

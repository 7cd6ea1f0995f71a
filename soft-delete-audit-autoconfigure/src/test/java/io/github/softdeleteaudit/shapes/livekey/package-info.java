/**
 * Keys that are unique among live rows, where rows are restricted otherwise too.
 */
package io.github.softdeleteaudit.shapes.livekey;

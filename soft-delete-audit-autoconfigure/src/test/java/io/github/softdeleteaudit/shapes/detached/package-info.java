/**
 * The promises for instances that no persistence context holds: detached ones, proxies,
 * copies and those of another persistence context.
 */
package io.github.softdeleteaudit.shapes.detached;

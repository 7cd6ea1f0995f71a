/**
 * Customers and what belongs to them: deleting a customer takes its orders along, so they
 * live together.
 */
@NullMarked
package io.github.softdeleteaudit.sample.customer;

import org.jspecify.annotations.NullMarked;

package io.github.softdeleteaudit.sample.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A live order.
 *
 * @param id the id
 * @param orderedAt when it was made
 * @param lines what was ordered
 */
record OrderResponse(long id, Instant orderedAt, List<Line> lines) {

	static OrderResponse of(Order order) {
		return new OrderResponse(Objects.requireNonNull(order.getId()), order.getOrderedAt(),
				order.getLines().stream().map(Line::of).toList());
	}

	record Line(String product, int quantity, BigDecimal unitPrice) {

		static Line of(OrderLine line) {
			return new Line(line.getProduct(), line.getQuantity(), line.getUnitPrice());
		}

	}

}

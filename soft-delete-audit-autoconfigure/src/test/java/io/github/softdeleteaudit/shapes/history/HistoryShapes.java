package io.github.softdeleteaudit.shapes.history;

import java.time.Instant;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.history.HistoryModel.CabinetRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.Folder;
import io.github.softdeleteaudit.shapes.history.HistoryModel.FolderRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.HistoryApplication;
import io.github.softdeleteaudit.shapes.history.HistoryModel.SeatRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.SheetRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.ShelfRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.TokenRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.TopicRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.TruckRepository;
import io.github.softdeleteaudit.shapes.history.HistoryModel.VehicleRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.MDC;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What the contracts on {@link HistoryModel} have in common.
 */
@SuppressWarnings("NullAway.Init")
abstract class HistoryShapes extends ShapeContract {

	protected FolderRepository folders;

	protected CabinetRepository cabinets;

	protected TopicRepository topics;

	protected SheetRepository sheets;

	protected ShelfRepository shelves;

	protected VehicleRepository vehicles;

	protected TruckRepository trucks;

	protected SeatRepository seats;

	protected TokenRepository tokens;

	HistoryShapes(TestDatabase database) {
		super(database, HistoryApplication.class);
	}

	@BeforeEach
	void repositories() {
		this.folders = bean(FolderRepository.class);
		this.cabinets = bean(CabinetRepository.class);
		this.topics = bean(TopicRepository.class);
		this.sheets = bean(SheetRepository.class);
		this.shelves = bean(ShelfRepository.class);
		this.vehicles = bean(VehicleRepository.class);
		this.trucks = bean(TruckRepository.class);
		this.seats = bean(SeatRepository.class);
		this.tokens = bean(TokenRepository.class);
	}

	@AfterEach
	void nobody() {
		SecurityContextHolder.clearContext();
		MDC.clear();
	}

	protected void actAs(String name) {
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(name, "n/a", AuthorityUtils.NO_AUTHORITIES));
	}

	/**
	 * Do something at the next moment.
	 * @return the moment
	 */
	protected Instant at(Runnable work) {
		Instant instant = this.application.clock().tick();
		tx(work);
		return instant;
	}

	/**
	 * Do something as a node would that has drawn an earlier block of numbers: here the
	 * numbers go on, so the time goes back.
	 */
	protected void at(Instant instant, Runnable work) {
		Instant now = this.application.clock().instant();
		this.application.clock().set(instant);
		tx(work);
		this.application.clock().set(now);
	}

	protected Folder find(Folder folder) {
		return this.folders.findById(folder.id).orElseThrow();
	}

}

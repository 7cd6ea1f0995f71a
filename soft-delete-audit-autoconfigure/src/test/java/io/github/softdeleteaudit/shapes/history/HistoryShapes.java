package io.github.softdeleteaudit.shapes.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

import org.springframework.jdbc.core.JdbcTemplate;
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
	 * Do something at the next moment as a node does that draws its revision numbers from
	 * a higher block: what follows has lower ones.
	 */
	protected Instant onNodeOfHigherNumbers(Runnable work) {
		Instant instant = at(work);
		Long drawn = this.application.jdbc()
			.queryForObject("select rev from revinfo where revtstmp = (select max(revtstmp) from revinfo)", Long.class);
		long higher = drawn + 1_000_000;
		JdbcTemplate jdbc = this.application.jdbc();
		jdbc.update("insert into revinfo (rev, revtstmp, actor) select ?, revtstmp, actor from revinfo where rev = ?",
				higher, drawn);
		for (String column : List.of("rev", "revend")) {
			for (String table : tablesWith(column)) {
				if (!table.equalsIgnoreCase("revinfo")) {
					jdbc.update("update %1$s set %2$s = ? where %2$s = ?".formatted(table, column), higher, drawn);
				}
			}
		}
		jdbc.update("delete from revinfo where rev = ?", drawn);
		return instant;
	}

	private List<String> tablesWith(String column) {
		return this.application.jdbc().execute((Connection connection) -> {
			boolean upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
			try (ResultSet columns = connection.getMetaData()
				.getColumns(connection.getCatalog(), connection.getSchema(), "%",
						upperCase ? column.toUpperCase(Locale.ROOT) : column)) {
				List<String> tables = new ArrayList<>();
				while (columns.next()) {
					tables.add(columns.getString("TABLE_NAME"));
				}
				return tables;
			}
		});
	}

	protected Folder find(Folder folder) {
		return this.folders.findById(folder.id).orElseThrow();
	}

}

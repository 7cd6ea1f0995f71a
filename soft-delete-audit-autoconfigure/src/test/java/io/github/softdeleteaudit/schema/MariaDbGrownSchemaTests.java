package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.softdeleteaudit.schema.GrownModel.Commented;
import io.github.softdeleteaudit.schema.GrownModel.Wide;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MariaDbGrownSchemaTests extends GrownSchemaContract {

	MariaDbGrownSchemaTests() {
		super(TestDatabase.MARIADB);
	}

	private String definition(String table) {
		try (Connection connection = database().open();
				ResultSet rows = connection.createStatement().executeQuery("show create table " + table)) {
			assertThat(rows.next()).isTrue();
			return rows.getString(2);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aColumnKeepsItsCollationCommentAndCheckWhereItChanges() {
		database().execute("create table wide (id bigint primary key, amount int unsigned not null, "
				+ "code varchar(10) collate utf8mb4_bin default 'it''s' comment 'it''s 1' check (code <> 'x;'), "
				+ "changed timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), "
				+ "legacy varchar(9) collate utf8mb4_bin not null comment 'old' check (legacy <> ''), "
				+ "document json not null)", "alter table wide modify amount int not null");
		String before = definition("wide");
		SchemaApplications application = of(Wide.class);
		SchemaScript script = application.difference();
		application.upgrade(script);
		assertThat(definition("wide")).isEqualTo(before.replace("`amount` int(11)", "`amount` bigint(20)")
			.replace("varchar(10)", "varchar(100)")
			.replace("utf8mb4_bin NOT NULL COMMENT 'old'", "utf8mb4_bin DEFAULT NULL COMMENT 'old'")
			.replace("utf8mb4_bin NOT NULL CHECK (json", "utf8mb4_bin DEFAULT NULL CHECK (json"));
		application.downgrade(script);
		assertThat(definition("wide")).isEqualTo(before);
	}

	@Test
	void aNewColumnThatIsNotNullIsAsItIsMapped() {
		of(Commented.class).upgrade(of(Commented.class).create());
		String mapped = definition("commented");
		database().execute("alter table commented drop column name");
		of(Commented.class).upgrade(of(Commented.class).difference());
		assertThat(definition("commented")).isEqualTo(mapped);
	}

}

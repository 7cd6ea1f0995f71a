package io.github.softdeleteaudit.benchmarks;

public class Probe {

	public static void main(String[] a) {
		for (String n : a[0].split(",")) {
			Alternative alt = Alternative.valueOf(n);
			for (Database db : a.length > 1 ? new Database[] { Database.valueOf(a[1]) } : Database.values())
				try {
					String name = "probe_" + n.toLowerCase();
					db.create(name);
					System.out.println("=== " + n + " " + db);
					var c = BenchmarkApplication.running(alt, db, name,
							System.getProperty("show") != null ? "logging.level.org.hibernate.SQL=debug" : "x=y");
					Shop s = c.getBean(Shop.class);
					var j = db.jdbc(name);
					long id = s.create("a");
					show(j, alt);
					s.update(id, "b");
					show(j, alt);
					var then = java.time.Instant.now();
					Thread.sleep(5);
					s.update(id, "c");
					if (alt.audit != Alternative.Audit.NONE)
						System.out.println("history " + s.history(id) + " as of " + s.titleAsOf(id, then));
					s.delete(id);
					show(j, alt);
					if (alt != Alternative.PLAIN && alt != Alternative.CORE_AUDITED) {
						s.restore(id);
						show(j, alt);
					}
					System.out.println(j.queryForList("select * from purchase"));
					long cu = s.createCustomer(3);
					System.out.println("find " + s.findById(cu) + " " + s.fetchPurchases(cu) + " " + s.findPage("r", 20)
							+ " " + s.count());
					show(j, alt);
					s.deleteCustomer(cu);
					show(j, alt);
					System.out.println("find " + s.findById(cu) + " " + s.findPage("r", 20) + " " + s.count());
					s.create("x");
					s.create("y");
					s.deleteAll();
					show(j, alt);
					if (alt != Alternative.PLAIN && alt != Alternative.CORE_AUDITED) {
						s.restoreAll();
						show(j, alt);
					}
					for (String t : alt.audit.tables())
						j.queryForList("select * from " + t).forEach(System.out::println);
				}
				catch (Exception e) {
					e.printStackTrace(System.out);
				}
		}
		System.exit(0);
	}

	static void show(org.springframework.jdbc.core.JdbcTemplate j, Alternative a) {
		System.out
			.println("live " + j.queryForObject("select count(*) from purchase where deleted_at is null", Long.class)
					+ " all " + j.queryForObject("select count(*) from purchase", Long.class) + " audit "
					+ a.audit.tables()
						.stream()
						.map(t -> t + "=" + j.queryForObject("select count(*) from " + t, Long.class))
						.toList());
	}

}

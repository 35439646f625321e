package dev.keelson.kernel.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} tells of every exception that there is, and of no other, and shows a message that it has. */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final Pattern SECTION =
            Pattern.compile("^## (\\w+Exception)\\n(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern MESSAGE = Pattern.compile("```text\\n(.*?)\\n```", Pattern.DOTALL);

    private static final class Order {}

    private static final CommandToken TOKEN = CommandToken.of("5c7c86d4-7c5c-4f9c-9c52-6dbd8e0ccf26");
    private static final Instant TEN = Instant.parse("2026-11-21T10:15:30Z");
    private static final SQLException TOLD = new SQLException("told by the driver");

    /** One of each, as an application would meet it. */
    private static final List<KeelsonException> EXAMPLES = List.of(
            new AggregateLockedException(Order.class, 42, TOLD),
            new AggregateNotFoundException(Order.class, List.of(42)),
            new CommandAlreadyCommittedException(TOKEN, TEN),
            new CommandDeclaredDeadException(TOKEN, TEN),
            new CommitOutcomeUnknownException(TOKEN, 1, TOLD),
            new ConstraintViolationException("orders_number_key", "orders", List.of("Order[42]"), "Order.number", TOLD),
            new DatabaseException("load Order[42]", null, "57014", TOLD),
            new DuplicateAggregateException(Order.class, 42, false, TOLD),
            new ForeignTransactionException("load Order[42]"),
            new HiddenAggregateException(Order.class, 42, TOLD),
            new HydrationException("Order", "total", "total", 42, "it is required, but the column is null", null),
            ImportRowException.unstored(TOKEN, 1207, "Product[42]", 1000, new IllegalArgumentException("no price")),
            new MappingException(List.of(new Fault(
                    "Order.flags",
                    "no column type is known for java.util.BitSet, and it has no parts",
                    "Give the property a converter: .property(\"...\", p -> p.converter(...))"))),
            new PendingChangesException(List.of("orders"), List.of("Order[42]")),
            new PolicyViolationException(
                    "tenancy",
                    "the work has no tenant",
                    "Begin it with one: WorkContext.of(TenantId.of(\"...\"), actor)"),
            new RepeatedLoadException("load Order", 10, "shop.Shipping.run(Shipping.java:88)"),
            new RowCountException(Kind.UPDATE, "order_lines", 3, 1, List.of("Order[42]")),
            new StaleAggregateException(List.of(new Stale(Order.class, 42, 7, OptionalLong.of(8), Reason.CHANGED))),
            new StatementBudgetExceededException(50, 50, "load Order[42]", Map.of("load Order", 48)),
            new UnitOfWorkStateException(
                    "load Order[42]",
                    "closed",
                    "Begin another one; objects of this one can be given to its replace(...)"),
            new UnstorableValueException("Order.owner", 42, "null", "is required, but null", null));

    private static List<Class<?>> concrete(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            found.add(type);
        }
        Class<?>[] permitted = type.getPermittedSubclasses();
        Stream.of(permitted == null ? new Class<?>[0] : permitted).forEach(one -> found.addAll(concrete(one)));
        return found;
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        SECTION.matcher(Files.readString(PAGE))
                .results()
                .forEach(section -> sections.put(section.group(1), section.group(2)));
        return sections;
    }

    @Test
    void every_exception_has_its_section_and_every_section_its_exception() throws IOException {
        List<String> names = concrete(KeelsonException.class).stream()
                .map(Class::getSimpleName)
                .toList();

        assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(EXAMPLES)
                .extracting(one -> one.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void a_section_shows_a_message_tells_what_it_means_what_it_comes_of_and_how_to_mend_it() throws IOException {
        Map<String, String> sections = sections();
        for (KeelsonException example : EXAMPLES) {
            String section = sections.get(example.getClass().getSimpleName());
            assertThat(section).contains("**Mostly because**", "**Mend**");
            Matcher message = MESSAGE.matcher(section);
            assertThat(message.find()).isTrue();
            assertThat(message.group(1).replaceAll("\\s+", " "))
                    .isEqualTo(example.getMessage().replaceAll("\\s+", " "));
        }
    }

    @Test
    void a_message_ends_with_the_anchor_of_its_section() {
        assertThat(EXAMPLES).allSatisfy(example -> {
            String anchor = "errors.md#" + example.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            assertThat(example.anchor()).isEqualTo(anchor);
            assertThat(example.getMessage()).startsWith(example.summary()).endsWith("[" + anchor + "]");
            assertThat(example.toString()).endsWith("[" + anchor + "]");
            assertThat(example.summary()).doesNotContain("errors.md");
        });
    }

    @Test
    void after_several_lines_the_anchor_has_a_line_of_its_own() {
        assertThat(new DatabaseException("load Order[42]", "select 1", "42P01", TOLD))
                .hasMessageEndingWith("\nselect 1\n[errors.md#databaseexception]");
        assertThat(new UnitOfWorkStateException("commit", "closed", "Begin a new one"))
                .hasMessage("Cannot commit: the unit of work is closed. Begin a new one."
                        + " [errors.md#unitofworkstateexception]");
    }
}

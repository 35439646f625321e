package dev.keelson.work.imports;

import static dev.keelson.work.imports.Goods.TOKEN;
import static dev.keelson.work.policy.PolicyStage.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An import goes by the policies, and what aggregates record is told, as of any commit, on each database. */
@NullMarked
class ImportPoliciesTest {

    static final class Book {
        final int id;
        String title;
        final List<Object> happened = new ArrayList<>();

        Book(int id, String title) {
            this.id = id;
            this.title = title;
        }

        Book published() {
            happened.add("published " + id);
            return this;
        }
    }

    private final List<Object> events = new ArrayList<>();

    private KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Book.class, book -> book.events("happened"))
                .policy(Tenancy.byColumn("tenant_id"))
                .policy(Audit.columns())
                .policy(SoftDelete.columns("deleted_at"))
                .listener(new CommitListener() {
                    @Override
                    public void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> told) {
                        events.addAll(told);
                    }
                });
    }

    private static WorkContext of(String tenant) {
        return WorkContext.of(TenantId.of(tenant), Actor.of("eve")).withClock(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Stream<Book> books(int last, String title) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> new Book(n, title));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void tenants_import_the_same_identifiers_under_the_same_token(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            Keelson keelson = stage.keelson();
            for (String tenant : List.of("acme", "globex")) {
                Importer<Book> importer =
                        keelson.importer(of(tenant), TOKEN, Book.class).chunk(4);
                assertThat(importer.from(books(6, tenant)).added()).isEqualTo(6);
                assertThat(importer.from(books(7, "again"))).isEqualTo(new Imported(7, 1, 0, 0, 0, 6, List.of()));
            }
            for (String tenant : List.of("acme", "globex")) {
                keelson.run(
                        of(tenant),
                        work -> assertThat(IntStream.rangeClosed(1, 7).mapToObj(n -> work.get(Book.class, n).title))
                                .containsExactly(tenant, tenant, tenant, tenant, tenant, tenant, "again"));
            }
            assertThat(stage.query("select distinct created_by from books")).containsExactly(List.of("eve"));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_is_hidden_is_neither_skipped_nor_replaced_but_refused(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            Keelson keelson = stage.keelson();
            keelson.run(of("acme"), work -> books(3, "old").forEach(work::add));
            keelson.run(of("acme"), work -> work.remove(Book.class, 2));
            for (OnExisting choice : OnExisting.values()) {
                Imported imported = keelson.importer(
                                of("acme"), dev.keelson.kernel.CommandToken.of(choice.name()), Book.class)
                        .onExisting(choice)
                        .tolerating(4)
                        .from(books(4, "new"));

                assertThat(imported.refused())
                        .filteredOn(row -> row.number() == 2)
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.aggregate()).isEqualTo("Book[2]");
                            assertThat(row.cause()).isInstanceOf(HiddenAggregateException.class);
                        });
                keelson.run(of("acme"), work -> {
                    String third = work.get(Book.class, 3).title;
                    assertThat(third)
                            .isEqualTo(
                                    choice == OnExisting.SKIP ? "old" : choice == OnExisting.REPLACE ? "new" : third);
                    assertThat(work.find(Book.class, 2)).isEmpty();
                    assertThat(work.find(Book.class, 4)).isPresent();
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_is_recorded_is_told_once_of_rows_that_are_stored(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, mapped())) {
            Importer<Book> importer = stage.keelson()
                    .importer(of("acme"), TOKEN, Book.class)
                    .chunk(2)
                    .tolerating(1);
            List<Book> rows =
                    new ArrayList<>(books(5, "new").map(Book::published).toList());
            rows.set(3, new Book(4, "\0").published());
            importer.from(rows.stream());

            assertThat(events).containsExactly("published 1", "published 2", "published 3", "published 5");
            importer.from(books(5, "new").map(Book::published));
            assertThat(events)
                    .containsExactly("published 1", "published 2", "published 3", "published 5", "published 4");
        }
    }
}

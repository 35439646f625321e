package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database fills in is in the objects after the commit, by whatever statements it is done. */
class PortableFilledColumnsTest {

    static final class Line {
        private final UUID id;
        private int quantity;
        private @Nullable Integer doubled;

        Line(UUID id, int quantity) {
            this.id = id;
            this.quantity = quantity;
        }
    }

    static final class Label {
        private final UUID id;
        private String title;
        private @Nullable String status;
        private @Nullable String shout;
        private final List<Line> lines = new ArrayList<>();

        Label(UUID id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private static final String[] TABLES = {
        "create table labels (id uuid primary key, title varchar(40) not null, status varchar(20) default 'new' not"
                + " null, shout varchar(40) generated always as (upper(title)), version bigint not null)",
        "create table label_lines (id uuid primary key, label_id uuid not null references labels (id),"
                + " position integer not null, quantity integer not null,"
                + " doubled integer generated always as (quantity * 2))",
        "create table keelson_commits (token uuid not null, attempt integer not null, committed boolean not null,"
            + " author bigint, actor varchar(100) not null, at timestamp with time zone not null, primary key (token,"
            + " attempt))"
    };

    /** PostgreSQL knows columns that are generated as they are read from 18 on, and H2 none that are stored. */
    private static String[] tables(Backend backend) {
        return backend == Backend.H2
                ? TABLES
                : Stream.of(TABLES)
                        .map(ddl -> ddl.replaceAll("(generated always as \\([^)]*\\)+)(,|\\))", "$1 stored$2"))
                        .toArray(String[]::new);
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Label.class,
                        label -> label.property("status", p -> p.required().databaseDefault())
                                .property("shout", p -> p.generated())
                                .children("lines", line -> line.property("doubled", p -> p.generated())));
    }

    @ParameterizedTest
    @EnumSource
    void what_the_database_fills_in_is_in_the_objects(Backend backend) {
        try (WireCounter wire = WireCounter.start()) {
            Backend.Opened database = backend.open(wire);
            database.execute(tables(backend));
            Keelson keelson = backend.on(mapped(), database.dataSource()).build();
            Label first = new Label(UUID.randomUUID(), "first");
            Label second = new Label(UUID.randomUUID(), "second");
            second.status = "sold";
            for (int n = 1; n <= 5; n++) {
                first.lines.add(new Line(UUID.randomUUID(), n));
            }
            keelson.run(Staged.CONTEXT, work -> {
                work.add(first);
                work.add(second);
            });
            assertThat(List.of(given(first.status), given(first.shout), given(second.status), given(second.shout)))
                    .containsExactly("new", "FIRST", "sold", "SECOND");
            assertThat(first.lines).extracting(line -> line.doubled).containsExactly(2, 4, 6, 8, 10);

            try (SqlUnitOfWork work = keelson.begin(Staged.CONTEXT)) {
                Label loaded = work.get(Label.class, first.id);
                loaded.title = "again";
                loaded.lines.get(2).quantity = 30;
                loaded.lines.get(3).quantity = 40;
                work.commit();
                assertThat(loaded.shout).isEqualTo("AGAIN");
                assertThat(loaded.lines).extracting(line -> line.doubled).containsExactly(2, 4, 60, 80, 10);
            }
            database.close();
        }
    }

    private static String given(@Nullable String value) {
        return value == null ? "nothing" : value;
    }
}

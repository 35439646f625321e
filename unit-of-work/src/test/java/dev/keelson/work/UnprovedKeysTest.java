package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.schema.SchemaWarning;
import dev.keelson.work.shapes.Backend;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of children that no key keeps from having a row twice, as somebody else made them. */
@SuppressWarnings("NullAway.Init")
class UnprovedKeysTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    static final class Crate {
        private final long id;
        private String name;
        private final List<String> items = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private final Map<String, List<String>> remarks = new LinkedHashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<Stop> stops = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private Label label;

        Crate(long id, String name, Label label) {
            this.id = id;
            this.name = name;
            this.label = label;
        }
    }

    record Line(long id, String what) {}

    record Stop(int time, String place) {}

    record Label(long id, String text) {}

    static final class Node {
        private final int id;
        private final List<Node> below = new ArrayList<>();

        Node(int id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Crate.class,
                        crate -> crate.children("stops", stop -> stop.id("time").localId())
                                .part("label", label -> {}));
    }

    private static final List<Backend> BACKENDS = List.of(Backend.POSTGRES, Backend.H2);
    private static final Map<Backend, Backend.Opened> databases = new EnumMap<>(Backend.class);
    private static final Map<Backend, Keelson> keelsons = new EnumMap<>(Backend.class);
    private static WireCounter wire;
    private static long ids;

    @BeforeAll
    static void open() {
        wire = WireCounter.start();
        for (Backend backend : BACKENDS) {
            Backend.Opened database = backend.open(wire);
            databases.put(backend, database);
            for (String sql : backend.schema(mapped()).statements()) {
                database.execute(
                        sql.matches("(?s)create table \"?(crates|keelson_commits)\"? .*") ? sql : withoutKeys(sql));
            }
            keelsons.put(backend, backend.on(mapped(), database.dataSource()).build());
        }
    }

    private static String withoutKeys(String ddl) {
        return ddl.replaceAll(",\\s*(constraint \\S+ )?(primary key|unique) \\([^)]*\\)", "")
                .replaceAll(",\\s*constraint \\S+ foreign key \\([^)]*\\) references \\S+ \\([^)]*\\)", "");
    }

    @AfterAll
    static void close() {
        databases.values().forEach(Backend.Opened::close);
        wire.close();
    }

    private static Crate crate() {
        long id = ++ids;
        Crate crate = new Crate(id, "crate " + id, new Label(id * 10, "fragile"));
        crate.items.addAll(List.of("a", "b"));
        crate.tags.addAll(List.of("d", "e"));
        crate.counts.putAll(Map.of("x", 1, "y", 2));
        crate.remarks.put("p", new ArrayList<>(List.of("q", "r")));
        crate.lines.addAll(List.of(new Line(id * 10, "one"), new Line(id * 10 + 1, "two")));
        crate.stops.addAll(List.of(new Stop(8, "Ulm"), new Stop(9, "Bonn")));
        Node top = new Node((int) id * 10);
        top.below.add(new Node((int) id * 10 + 1));
        crate.nodes.add(top);
        return crate;
    }

    /**
     * A row that is there twice.
     *
     * @param property where it stands
     * @param row the condition that finds it
     * @param key what tells it, as a message has it; # is the crate's identifier here as everywhere
     * @param unique the constraint that would keep it from that
     */
    private record Doubled(String property, String table, String row, String key, String unique) {

        private String of(String text, Crate crate) {
            return text.replace("#", Long.toString(crate.id));
        }

        private void insert(Backend.Opened database, Crate crate) {
            database.execute(of("insert into " + table + " select * from " + table + " where " + row, crate));
        }

        private void leaveOne(Backend.Opened database, Crate crate) {
            database.execute(
                    of("create table saved as select distinct * from " + table + " where " + row, crate),
                    of("delete from " + table + " where " + row, crate),
                    "insert into " + table + " select * from saved",
                    "drop table saved");
        }

        private String message(Crate crate) {
            return of(
                    "Cannot hydrate Crate[#], property " + property + ": " + table + " has more than one row of " + key
                            + ", and no constraint forbids it; leave one of them, and add a constraint: alter table "
                            + table + " add constraint " + table + "_" + unique.replace(", ", "_") + "_key unique ("
                            + unique + ").",
                    crate);
        }

        @Override
        public String toString() {
            return property;
        }
    }

    private static final List<Doubled> DOUBLED = List.of(
            new Doubled(
                    "items",
                    "crate_items",
                    "crate_id = # and position = 0",
                    "crate_id #, position 0",
                    "crate_id, position"),
            new Doubled("tags", "crate_tags", "crate_id = # and tag = 'd'", "crate_id #, tag d", "crate_id, tag"),
            new Doubled(
                    "counts", "crate_counts", "crate_id = # and \"key\" = 'x'", "crate_id #, key x", "crate_id, key"),
            new Doubled("remarks", "crate_remarks", "crate_id = #", "crate_id #, key p", "crate_id, key"),
            new Doubled(
                    "remarks.values",
                    "crate_remarks_values",
                    "remarks_crate_id = # and position = 1",
                    "remarks_crate_id #, remarks_key p, position 1",
                    "remarks_crate_id, remarks_key, position"),
            new Doubled("lines", "crate_lines", "id = #1", "id #1", "id"),
            new Doubled("stops", "crate_stops", "crate_id = # and time = 9", "crate_id #, time 9", "crate_id, time"),
            new Doubled("nodes", "crate_nodes", "id = #0", "id #0", "id"),
            new Doubled("nodes", "crate_nodes", "id = #1", "id #1", "id"),
            new Doubled("label", "crate_label", "crate_id = #", "id #0", "id"));

    static Stream<Arguments> doubled() {
        return BACKENDS.stream().flatMap(backend -> DOUBLED.stream().map(one -> Arguments.of(backend, one)));
    }

    @ParameterizedTest
    @MethodSource("doubled")
    void two_rows_for_one_place_key_value_or_part_are_an_error_that_names_them_and_lose_nothing(
            Backend backend, Doubled doubled) {
        Crate crate = stored(backend);
        Backend.Opened database = databases.get(backend);
        doubled.insert(database, crate);
        List<List<Object>> before = rows(database, crate);

        Keelson keelson = keelsons.get(backend);
        refused(keelson, doubled, crate, work -> work.get(Crate.class, crate.id));
        refused(keelson, doubled, crate, work -> work.findAll(Crate.class, List.of(crate.id, 0L)));
        refused(
                keelson,
                doubled,
                crate,
                work -> work.query(Crate.class)
                        .where(keelson.table(Crate.class)
                                .field("id", Long.class)
                                .eq(crate.id))
                        .list());
        assertThat(rows(database, crate)).isEqualTo(before);

        doubled.leaveOne(database, crate);
        keelson.run(CONTEXT, work -> {
            Crate loaded = work.get(Crate.class, crate.id);
            assertThat(loaded)
                    .usingRecursiveComparison()
                    .ignoringCollectionOrderInFields("tags")
                    .isEqualTo(crate);
            loaded.name = "another";
            loaded.items.remove("b");
        });
        assertThat(rows(database, crate)).hasSize(before.size() - 2);
    }

    @Test
    void an_element_that_only_its_place_could_tell_and_that_has_none_is_an_error_and_stays() {
        Crate crate = stored(Backend.POSTGRES);
        Backend.Opened database = databases.get(Backend.POSTGRES);
        int before = rows(database, crate).size();
        database.execute(
                "alter table crate_items alter position drop not null",
                "insert into crate_items values (" + crate.id + ", null, 'c')");

        try (SqlUnitOfWork work = keelsons.get(Backend.POSTGRES).begin(CONTEXT)) {
            assertThatThrownBy(() -> work.get(Crate.class, crate.id))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("Cannot hydrate Crate[" + crate.id + "], property items (column position): an"
                            + " element of crate_items has no place in the list, its row that of crate_id " + crate.id
                            + ", position null");
            assertThat(work.commit().isEmpty()).isTrue();
        }
        assertThat(rows(database, crate)).hasSize(before + 1);
    }

    private static void refused(Keelson keelson, Doubled doubled, Crate crate, Consumer<SqlUnitOfWork> load) {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThatThrownBy(() -> load.accept(work))
                    .isInstanceOf(HydrationException.class)
                    .extracting(failure -> failure.getMessage().replace("\"", ""))
                    .asString()
                    .startsWith(doubled.message(crate));
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    private static Crate stored(Backend backend) {
        Crate crate = crate();
        keelsons.get(backend).run(CONTEXT, work -> work.add(crate));
        return crate;
    }

    /** All rows of the crate's children. */
    private static List<List<Object>> rows(Backend.Opened database, Crate crate) {
        List<List<Object>> rows = new ArrayList<>();
        for (String table : List.of("items", "tags", "counts", "remarks", "lines", "stops", "nodes", "label")) {
            rows.addAll(database.query("select * from crate_" + table + " where crate_id = " + crate.id));
        }
        rows.addAll(database.query("select * from crate_remarks_values where remarks_crate_id = " + crate.id));
        return rows;
    }

    @Test
    void each_is_a_warning_with_the_statement_that_mends_it() {
        assertThat(keelsons.get(Backend.POSTGRES).schema().report())
                .extracting(SchemaWarning::path, SchemaWarning::table)
                .containsExactly(
                        tuple("Crate.items", "crate_items"),
                        tuple("Crate.tags", "crate_tags"),
                        tuple("Crate.counts", "crate_counts"),
                        tuple("Crate.remarks", "crate_remarks"),
                        tuple("Crate.remarks.values", "crate_remarks_values"),
                        tuple("Crate.lines", "crate_lines"),
                        tuple("Crate.stops", "crate_stops"),
                        tuple("Crate.nodes", "crate_nodes"),
                        tuple("Crate.label", "crate_label"),
                        tuple("Crate.label", "crate_label"));
        assertThat(keelsons.get(Backend.H2).schema().report())
                .isEqualTo(keelsons.get(Backend.POSTGRES).schema().report().stream()
                        .map(UnprovedKeysTest::quoted)
                        .toList());
    }

    private static SchemaWarning quoted(SchemaWarning warning) {
        String[] mend = warning.mend().split("(?<=add a constraint: )");
        String statement = mend[1].replaceAll("\\b(crate_\\w+|\\w+(?=[,)])|(?<=\\()\\w+)", "\"$1\"");
        return new SchemaWarning(warning.table(), warning.path(), warning.problem(), mend[0] + statement);
    }
}

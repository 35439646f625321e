package dev.keelson.work.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.database.Database;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.LiveTable.Kind;
import dev.keelson.work.schema.LiveTable.UniqueIndex;
import dev.keelson.work.sql.StatementProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which unique indexes of a table keep all of its rows apart. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class UniqueIndexTest {

    private static TestDatabase database;
    private static Catalogue catalogue;

    @BeforeAll
    static void read() throws SQLException {
        database = TestDatabase.create();
        database.execute(
                "create table keyed (a integer, b integer, c integer, primary key (b, a))",
                "alter table keyed add constraint alike unique nulls not distinct (c)",
                "alter table keyed add constraint late unique (a, c) deferrable",
                "create unique index included on keyed (a) include (b)",
                "create table unproved (a integer, b text)",
                "create unique index on unproved (a) where b = 'z'",
                "create unique index on unproved (upper(b))",
                "create index on unproved (a)",
                "insert into unproved values (1, 'x'), (1, 'y')",
                "create extension citext",
                "create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create domain code as citext",
                "create table finer (a text collate caseless, b citext, c code)",
                "create unique index on finer (a collate \"C\")",
                "create unique index on finer (b text_ops)",
                "create unique index on finer (c text_ops, a)",
                "create table coarse (a text collate caseless, b citext, c code, d text, e varchar(9), f char(3))",
                "create unique index coarse_a on coarse (a)",
                "create unique index coarse_b on coarse (b)",
                "create unique index coarse_c on coarse (c)",
                "create unique index coarse_d on coarse (d collate caseless)",
                "create unique index coarse_e on coarse (e varchar_pattern_ops)",
                "create unique index coarse_f on coarse (f bpchar_pattern_ops)",
                "create table parted (a integer, b integer, c integer) partition by list (b)",
                "create table parted_1 partition of parted for values in (1)",
                "create unique index on parted_1 (a)",
                "create unique index half on only parted (c, b)",
                "alter table parted add constraint whole unique (a, b)",
                "create table computed (a integer) partition by list ((a % 2))",
                "create table parent (a integer primary key)",
                "create table heir () inherits (parent)",
                "create view seen as select * from keyed");
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create unique index concurrently failed on unproved (a)");
        } catch (SQLException doubled) {
            assertThat(doubled.getSQLState()).isEqualTo("23505");
        }
        SchemaShop.run(
                database.server().administrator(database.name()),
                "create foreign data wrapper nothing; create server elsewhere foreign data wrapper nothing;"
                        + " create foreign table away (a integer not null) server elsewhere");
        catalogue = SchemaShop.catalogue(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static LiveTable table(String name) {
        return catalogue.table(TableName.of(name)).orElseThrow();
    }

    @Test
    void keys_constraints_and_indexes_with_their_columns_and_what_they_do_with_nulls_and_when() {
        assertThat(table("keyed").uniques())
                .containsExactlyInAnyOrder(
                        new UniqueIndex("keyed_pkey", Set.of("a", "b"), true, false),
                        new UniqueIndex("alike", Set.of("c"), true, true),
                        new UniqueIndex("late", Set.of("a", "c"), false, false),
                        new UniqueIndex("included", Set.of("a"), true, false));
    }

    @Test
    void partial_ones_those_on_expressions_and_those_whose_making_failed_are_none() {
        assertThat(table("unproved").uniques()).isEmpty();
    }

    @Test
    void one_that_tells_more_apart_than_the_column_itself_is_none() {
        assertThat(table("finer").uniques()).isEmpty();
        assertThat(table("coarse").uniques())
                .extracting(UniqueIndex::name)
                .containsExactlyInAnyOrder("coarse_a", "coarse_b", "coarse_c", "coarse_d", "coarse_e", "coarse_f");
    }

    @Test
    void those_of_a_partition_are_not_the_whole_tables() {
        LiveTable parted = table("parted");

        assertThat(parted.uniques()).containsExactly(new UniqueIndex("whole", Set.of("a", "b"), true, false));
        assertThat(parted.columns().entrySet().stream()
                        .filter(column -> column.getValue().partitioning())
                        .map(column -> column.getKey()))
                .containsExactly("b");
    }

    @Test
    void tables_whose_rows_lie_elsewhere_are_told() {
        assertThat(List.of("parted", "parted_1", "heir", "parent", "computed", "away", "seen"))
                .extracting(name -> table(name).kind())
                .containsExactly(
                        Kind.TABLE, Kind.TABLE, Kind.TABLE, Kind.SCATTERED, Kind.SCATTERED, Kind.FOREIGN, Kind.VIEW);
    }

    @Test
    void h2_tells_the_same() throws SQLException {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE");
        try (var connection = memory.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table keyed (a integer, b integer, c integer, primary key (b, a))");
            statement.execute("alter table keyed add constraint alike unique nulls not distinct (c)");
            statement.execute("create unique index late on keyed (a, c)");

            assertThat(Catalogue.read(new Database(memory, StatementProfile.H2))
                            .table(TableName.of("keyed"))
                            .orElseThrow()
                            .uniques()
                            .stream()
                            .map(unique -> new UniqueIndex(
                                    unique.name().replaceFirst("_[A-Za-z]*_?\\d$", ""),
                                    unique.columns(),
                                    unique.immediate(),
                                    unique.nullsAlike())))
                    .containsExactlyInAnyOrder(
                            new UniqueIndex("PRIMARY", Set.of("a", "b"), true, false),
                            new UniqueIndex("alike", Set.of("c"), true, true),
                            new UniqueIndex("late", Set.of("a", "c"), true, false));
        }
    }
}

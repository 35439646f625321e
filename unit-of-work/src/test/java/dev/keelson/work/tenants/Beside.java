package dev.keelson.work.tenants;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Path;
import dev.keelson.work.Sql;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.query.PropertyOrder;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.KeeperId;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.Vehicle;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What a program does beside aggregates: projections, SQL of its own, set-based writes. */
final class Beside {

    private Beside() {}

    record PlotRow(
            String code,
            String name,
            @Path("keeper.name") @Nullable String keeper,
            @Path("beds.size") int beds,
            @Path("helpers.size") int helpers,
            @Path("deed.owner") @Nullable String owner) {}

    record KeeperRow(
            KeeperId id, String name, @Path("plots.size") int plots) {}

    record VehicleRow(UUID id, String plate) {}

    /** Some read models. */
    static List<?> projected(SqlUnitOfWork work, Draws draws) {
        Class<?> type = draws.any(List.of(Plot.class, Keeper.class, Vehicle.class));
        Class<?> row = type == Plot.class ? PlotRow.class : type == Keeper.class ? KeeperRow.class : VehicleRow.class;
        List<PropertyOrder> order = type == Plot.class
                ? List.of(
                        work.field(type, "id.district").asc(),
                        work.field(type, "id.number").asc())
                : List.of(work.field(type, "id").asc());
        return draws.once(2)
                ? work.query(type).orderBy(order.get(0)).as(row).page(3).items()
                : work.query(type)
                        .orderBy(order.get(0), order.subList(1, order.size()).toArray(PropertyOrder[]::new))
                        .as(row)
                        .list();
    }

    /** Some statement over the tables of roots and parts. */
    static String selected(SqlUnitOfWork work, Draws draws) {
        Sql sql = work.sql();
        Table<Record> plots = sql.table(Plot.class);
        Table<Record> keepers = sql.table(Keeper.class).as("k");
        Table<Record> beds = sql.table(Plot.class, "beds");
        Table<Record> plants = sql.table(Plot.class, "beds.plants");
        Field<KeeperId> keeper = keepers.field("id", KeeperId.class);
        return switch (draws.number(4)) {
            case 0 ->
                sql.fetch(select(plots.field("code", String.class), keepers.field("name", String.class))
                                .from(plots)
                                .fullJoin(keepers)
                                .on(plots.field("keeper_id", KeeperId.class).eq(keeper))
                                .orderBy(1, 2))
                        .map(Record::intoList)
                        .toString();
            case 1 ->
                sql.fetch(select(beds.field("soil", String.class), count())
                                .from(beds)
                                .groupBy(beds.field("soil"))
                                .orderBy(1))
                        .map(Record::intoList)
                        .toString();
            case 2 ->
                sql.fetch(select(count(), DSL.field(select(count()).from(plants)))
                                .from(plots))
                        .map(Record::intoList)
                        .toString();
            default -> { // refused wherever tenants are kept apart
                Condition leak = DSL.exists(DSL.selectOne().from(DSL.table(DSL.name("plot_tools"))));
                yield sql.fetch(select(count()).from(plots).where(leak))
                        .map(Record::intoList)
                        .toString();
            }
        };
    }

    /** Some change of many at once. */
    static String written(SqlUnitOfWork work, Draws draws) {
        String word = draws.word();
        Class<?> hit = switch (draws.number(5)) {
            case 0 -> {
                work.sql()
                        .update(Keeper.class)
                        .set("name", word)
                        .where(one -> one.field("name").ne("Kim"))
                        .onCommit();
                yield Keeper.class;
            }
            case 1 -> {
                work.sql().update(Plot.class).set("name", word).everywhere().onCommit();
                yield Plot.class;
            }
            case 2 -> {
                work.sql()
                        .update(Plot.class, "beds")
                        .set("soil", word)
                        .whereRoot(plot ->
                                plot.at("keeper", one -> one.field("name").ne(word)))
                        .onCommit();
                yield Plot.class;
            }
            case 3 -> {
                work.sql()
                        .delete(Plot.class, "tools")
                        .where(tool -> tool.field("wear").gt(1))
                        .onCommit();
                yield Plot.class;
            }
            default -> {
                work.sql()
                        .delete(Plot.class)
                        .where(plot -> plot.field("id.district").eq(2))
                        .onCommit();
                yield Plot.class;
            }
        };
        CommitReceipt receipt = work.commit();
        return receipt.hits(hit) + " of " + hit.getSimpleName();
    }
}

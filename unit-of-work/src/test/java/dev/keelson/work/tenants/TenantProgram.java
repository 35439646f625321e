package dev.keelson.work.tenants;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.imports.OnExisting;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.Vehicle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Some units of work of tenant A, of operations drawn by chance; every answer and every refusal is written down. What is drawn
 * depends on the seed, and on what the database answered.
 */
final class TenantProgram {

    private static final long FIRST_VERSION =
            ChronoUnit.MICROS.between(Instant.EPOCH, Estate.A.clock().instant()); // what begins with the clock

    private final Draws draws;
    private final Keelson keelson;
    private final Neighbour neighbour;
    private final boolean secured;
    private final List<String> transcript = new ArrayList<>();

    /**
     * @param neighbour who does something meanwhile
     * @param secured whether the database keeps tenants apart as well, so that subqueries need not
     */
    TenantProgram(long seed, Keelson keelson, Neighbour neighbour, boolean secured) {
        this.draws = new Draws(seed);
        this.keelson = keelson;
        this.neighbour = neighbour;
        this.secured = secured;
    }

    /** Runs it, and gives back what it was told. */
    List<String> run() {
        unit(Isolation.DEFAULT, true);
        for (int units = 2 + draws.number(3); units > 0; units--) {
            boolean locked = draws.once(6);
            if (locked) {
                neighbour.locks();
            }
            if (draws.once(4)) {
                command();
            } else {
                unit(draws.once(3) ? draws.any(List.of(Isolation.values())) : Isolation.DEFAULT, false);
            }
            if (locked) {
                neighbour.letsGo();
            } else if (draws.once(5)) {
                neighbour.changes(draws.number(Draws.IDS - 1));
            }
        }
        for (int imports = draws.number(3); imports > 0; imports--) {
            imported(draws.type());
        }
        for (int besides = draws.number(6); besides > 0; besides--) {
            beside();
        }
        return List.copyOf(transcript);
    }

    /** Writes down what is answered, or that it is refused. */
    private <T> @Nullable T told(String what, Supplier<? extends @Nullable T> answer) {
        try {
            T given = answer.get();
            transcript.add(what + ": " + text(given));
            return given;
        } catch (KeelsonException | IllegalStateException refused) { // the latter of a reference that nobody loaded
            transcript.add(what + ": " + refused);
            return null;
        }
    }

    private static String text(@Nullable Object given) {
        return given instanceof Collection<?> many && !(many instanceof ArrayList<?>)
                ? many.stream().map(String::valueOf).sorted().toList().toString()
                : String.valueOf(given);
    }

    /** A command whose token may have been used before, and what became of one. */
    private void command() {
        CommandToken token = Draws.token(draws.number(3));
        told(
                "command " + token,
                () -> keelson.call(Estate.A, token, work -> {
                    Object one = work.findOrAdd(
                            Keeper.class, Draws.keeperId(0), () -> new Keeper(Draws.keeperId(0), "found"));
                    draws.change(one);
                    return one;
                }));
        CommandToken other =
                draws.once(2) ? token : Draws.token(3 + draws.number(2)); // of commands that are never sent
        told("outcome of " + other, () -> keelson.outcome(Estate.A, other));
    }

    /** An import of a few, that may have been begun before. */
    private <T> void imported(Class<T> type) {
        CommandToken token = Draws.token(10 + draws.number(2));
        List<T> rows = draws.ids(type).stream()
                .map(id -> type.cast(draws.made(type, id)))
                .toList();
        OnExisting choice = draws.any(List.of(OnExisting.values()));
        int chunk = 1 + draws.number(4);
        int tolerated = draws.number(4);
        told(
                "import " + token + " " + choice + " by " + chunk + " of " + rows,
                () -> keelson.importer(Estate.A, token, type)
                        .chunk(chunk)
                        .onExisting(choice)
                        .tolerating(tolerated)
                        .from(rows.iterator()));
    }

    private void beside() {
        try (SqlUnitOfWork work = keelson.begin(Estate.A)) {
            switch (draws.number(3)) {
                case 0 -> told("projected", () -> new ArrayList<>(Beside.projected(work, draws)));
                case 1 -> told("selected", () -> Beside.selected(work, draws));
                default -> told("written", () -> Beside.written(work, draws));
            }
            work.discard();
        }
    }

    private void unit(Isolation isolation, boolean first) {
        transcript.add("unit of work, " + isolation);
        try (SqlUnitOfWork work = keelson.begin(Estate.A, isolation)) {
            List<Object> known = new ArrayList<>();
            if (first) {
                for (int n = 0; n < 3; n++) {
                    add(work, known, Keeper.class, Draws.keeperId(n));
                    add(work, known, Plot.class, Draws.plotId(n));
                    Class<?> other = draws.type();
                    add(work, known, other, Draws.id(other, n));
                }
                told("commit", () -> committed(work));
                work.discard();
                return;
            }
            for (int operations = 2 + draws.number(9); operations > 0; operations--) {
                operate(work, known, isolation);
            }
            told("plan", () -> planned(work));
            told("commit", () -> committed(work));
            for (Object one : known) {
                transcript.add("left " + one);
            }
            work.discard();
        }
    }

    private static String committed(SqlUnitOfWork work) {
        return new TreeMap<>(work.commit().rows()).toString();
    }

    private static List<String> planned(SqlUnitOfWork work) {
        List<String> operations = new ArrayList<>();
        for (RowOperation one : work.plan().operations()) {
            operations.add(one.kind() + " " + one.table() + one.key() + new TreeMap<>(one.columns()));
        }
        operations.sort(null);
        return operations;
    }

    private void add(SqlUnitOfWork work, List<Object> known, Class<?> type, Object id) {
        Object made = draws.made(type, id);
        know(known, told("add", () -> work.add(made)));
    }

    private static void know(List<Object> known, @Nullable Object one) {
        if (one != null && known.stream().noneMatch(other -> other == one)) {
            known.add(one);
        }
    }

    private void operate(SqlUnitOfWork work, List<Object> known, Isolation isolation) {
        Class<?> type = draws.type();
        Object id = draws.id(type);
        String name = type.getSimpleName() + " " + id;
        switch (draws.number(26)) {
            case 0, 1 -> told("find " + name, () -> work.find(type, id)).ifPresent(one -> know(known, one));
            case 2 -> know(known, told("get " + name, () -> work.get(type, id)));
            case 3 -> told("exists " + name, () -> work.exists(type, id));
            case 4 -> {
                List<Object> ids = draws.ids(type);
                told("getAll " + type.getSimpleName() + ids, () -> new ArrayList<>(work.getAll(type, ids)));
            }
            case 5 -> {
                List<Object> ids = draws.ids(type);
                told(
                        "findAll " + type.getSimpleName() + ids,
                        () -> work.findAll(type, ids).toString());
            }
            case 6 -> {
                long seen = FIRST_VERSION + draws.number(3);
                told("get " + name + " seen " + seen, () -> work.get(type, id, Expected.version(seen)));
            }
            case 7 -> {
                Lock lock = draws.any(List.of(Lock.values()));
                told("lock " + name + " " + lock, () -> work.find(type, id, lock));
            }
            case 8 -> add(work, known, type, id);
            case 9 -> {
                Object made = draws.made(type, id);
                told("findOrAdd " + name, () -> findOrAdd(work, type, id, made));
            }
            case 10 -> {
                Object forged = draws.made(type, id);
                told("replace " + forged, () -> done(() -> work.replace(forged)));
            }
            case 11 -> told("remove " + name, () -> done(() -> work.remove(type, id)));
            case 12 -> {
                Object forged = draws.made(type, id);
                told("require unchanged " + forged, () -> done(() -> work.requireUnchanged(forged)));
            }
            case 13 -> told("version of " + name, () -> work.version(work.get(type, id)));
            case 14, 15 -> query(work, type, known);
            case 16, 17 -> references(work);
            case 18 -> elsewhere(type, id, isolation);
            default -> {
                if (!known.isEmpty()) {
                    draws.change(draws.any(known));
                }
            }
        }
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private static <T> T findOrAdd(Aggregates work, Class<T> type, Object id, Object made) {
        return work.findOrAdd(type, id, () -> type.cast(made));
    }

    private void query(SqlUnitOfWork work, Class<?> type, List<Object> known) {
        Condition condition = condition(type);
        Supplier<AggregateQuery<?>> query =
                () -> work.query(type).where(condition).seeingDatabase();
        String name = type.getSimpleName() + " where " + condition;
        switch (draws.number(5)) {
            case 0 -> told("count " + name, () -> query.get().count());
            case 1 -> told("exists " + name, () -> query.get().exists());
            case 2 ->
                told("exists " + name, () -> work.query(type).where(condition).exists());
            case 3 ->
                told(
                        "first plot by code",
                        () -> work.query(Plot.class)
                                .orderBy(
                                        DSL.field("plots.code").desc(),
                                        DSL.field("plots.id_district"),
                                        DSL.field("plots.id_number"))
                                .seeingDatabase()
                                .limit(2)
                                .list());
            default -> {
                List<?> found =
                        told("list " + name, () -> List.copyOf(query.get().list()));
                if (found != null && !found.isEmpty()) {
                    List<?> sorted = found.stream()
                            .sorted((one, other) -> one.toString().compareTo(other.toString()))
                            .toList();
                    know(known, draws.any(sorted));
                }
            }
        }
    }

    private Condition condition(Class<?> type) {
        String word = draws.word();
        if (type == Plot.class) {
            List<Condition> conditions = new ArrayList<>(List.of(
                    DSL.field("plots.name", String.class).eq(word),
                    DSL.field("plots.code", String.class).ne("code " + draws.number(9)),
                    DSL.condition("plots.version > 1 or true or plots.tenant_id = 'B'"),
                    DSL.exists(DSL.selectOne()
                            .from(DSL.table(DSL.name("plot_beds")).as("b"))
                            .where(DSL.field(DSL.name("b", "tenant_id")).eq(DSL.field(DSL.name("plots", "tenant_id"))))
                            .and(DSL.condition("b.plot_id_district = plots.id_district"))
                            .and(DSL.field("b.soil", String.class).le(word))),
                    DSL.condition("plots.keeper_id is not null")));
            if (secured) { // refused, and told the same
                conditions.add(DSL.exists(DSL.selectOne()
                        .from("deeds d")
                        .where(DSL.field("d.owner", String.class).gt(word))));
            }
            return draws.any(conditions);
        }
        if (type == Keeper.class) {
            return DSL.field("keepers.name", String.class).like("%" + draws.number(4));
        }
        return type == Vehicle.class ? DSL.field("vehicles.plate", String.class).gt(word) : DSL.trueCondition();
    }

    /** All that hangs on some plot or keeper by references of others. */
    private void references(SqlUnitOfWork work) {
        Object id = Draws.plotId(draws.number(3));
        Plot plot = told("find plot " + id, () -> work.find(Plot.class, id).orElse(null));
        if (plot != null) {
            told("its helpers", () -> List.copyOf(plot.helpers.list()));
            if (plot.keeper != null) {
                Keeper keeper = told(
                        "its keeper",
                        () -> work.find(Keeper.class, plot.keeper.id()).orElse(null));
                told("by reference", () -> plot.keeper.get());
                if (keeper != null) {
                    told("whose plots", () -> List.copyOf(keeper.plots.list()));
                    told("helped by it", () -> List.copyOf(keeper.helped.list()));
                }
            }
        }
    }

    /** Another unit of work is faster. */
    private void elsewhere(Class<?> type, Object id, Isolation isolation) {
        if (isolation == Isolation.DEFAULT) {
            try (SqlUnitOfWork other = keelson.begin(Estate.A)) {
                told("elsewhere", () -> {
                    other.find(type, id).ifPresent(draws::change);
                    return committed(other);
                });
                other.discard();
            }
        }
    }
}

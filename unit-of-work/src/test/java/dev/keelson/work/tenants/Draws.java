package dev.keelson.work.tenants;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Ref;
import dev.keelson.work.tenants.Estate.Bed;
import dev.keelson.work.tenants.Estate.Branch;
import dev.keelson.work.tenants.Estate.Cart;
import dev.keelson.work.tenants.Estate.Deed;
import dev.keelson.work.tenants.Estate.Entry;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.KeeperId;
import dev.keelson.work.tenants.Estate.Mail;
import dev.keelson.work.tenants.Estate.Message;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.PlotId;
import dev.keelson.work.tenants.Estate.Sms;
import dev.keelson.work.tenants.Estate.Tool;
import dev.keelson.work.tenants.Estate.Truck;
import dev.keelson.work.tenants.Estate.Vehicle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Draws identifiers, aggregates and changes from one seed. There are few identifiers, those of parts too, so that whoever else
 * draws them has the same.
 */
final class Draws {

    /** So many identifiers of each kind there are; of the last one only programs know. */
    static final int IDS = 6;

    private final Random random;

    Draws(long seed) {
        random = new Random(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Class<?> type() {
        return any(List.of(
                Plot.class,
                Plot.class,
                Plot.class,
                Keeper.class,
                Vehicle.class,
                Truck.class,
                Message.class,
                Entry.class));
    }

    static PlotId plotId(int n) {
        return new PlotId(1 + n / 3, 1 + n % 3);
    }

    static KeeperId keeperId(int n) {
        return new KeeperId("keeper " + n);
    }

    static UUID uuid(long n) {
        return new UUID(0, n);
    }

    static CommandToken token(int n) {
        return CommandToken.of(uuid(1_000 + n));
    }

    /** An identifier of this type of aggregates. */
    static Object id(Class<?> type, int n) {
        return type == Plot.class
                ? plotId(n)
                : type == Keeper.class ? keeperId(n) : type == Entry.class ? (long) n : uuid(n);
    }

    /** One of those that most programs begin with, or any. */
    Object id(Class<?> type) {
        return id(type, number(once(2) ? 3 : IDS));
    }

    List<Object> ids(Class<?> type) {
        List<Object> ids = new ArrayList<>();
        for (int count = 1 + number(IDS); count > 0; count--) {
            ids.add(id(type));
        }
        return ids.stream().distinct().toList();
    }

    /** One of those that most programs begin with, and now and then one that only others have, or nobody. */
    private KeeperId keeper() {
        return keeperId(number(once(12) ? IDS : 3));
    }

    /** A new aggregate of this type and identifier. */
    Object made(Class<?> type, Object id) {
        if (type == Plot.class) {
            PlotId plotId = (PlotId) id;
            Plot plot = new Plot(plotId, "code " + plotId.district() + plotId.number(), word());
            plot.keeper = once(2) ? null : Ref.of(keeper());
            for (int changes = number(9); changes > 0; changes--) {
                change(plot);
            }
            return plot;
        } else if (type == Keeper.class) {
            return new Keeper((KeeperId) id, word());
        } else if (type == Entry.class) {
            Entry entry = new Entry((Long) id, word());
            change(entry);
            return entry;
        } else if (type == Message.class) {
            return once(2) ? new Mail((UUID) id, word(), List.of(word(), word())) : new Sms((UUID) id, word());
        }
        Vehicle vehicle = type == Truck.class || once(2) ? new Truck((UUID) id, word()) : new Cart((UUID) id, word());
        change(vehicle);
        return vehicle;
    }

    String word() {
        return any(List.of("red", "green", "blue", "50%", "a_b", "'", "\\", "$1", "?", "; drop", "B")) + number(4);
    }

    /** Some change of an aggregate; one that never changes stays as it is. */
    void change(Object aggregate) {
        switch (aggregate) {
            case Plot plot -> change(plot);
            case Keeper keeper -> keeper.name = word();
            case Cart cart -> cart.wheels = number(9);
            case Truck truck -> {
                truck.plate = word();
                toggle(truck.routes, word());
            }
            case Entry entry -> {
                entry.text = word();
                entry.tags.add(number(entry.tags.size() + 1), word());
            }
            default -> {}
        }
    }

    private void change(Plot plot) {
        int n = number(Estate.PARTS);
        UUID part = Estate.part(plot.id, n);
        switch (number(14)) {
            case 0 -> plot.name = word();
            case 1 -> plot.code = "code " + (1 + number(3)) + (1 + number(4));
            case 2 -> plot.keeper = once(3) ? null : Ref.of(keeper());
            case 3, 4 -> {
                if (!plot.beds.removeIf(bed -> bed.id.equals(part))) {
                    plot.beds.add(number(plot.beds.size() + 1), new Bed(part, word()));
                }
            }
            case 5 -> plot.beds.forEach(bed -> bed.plants.add(number(bed.plants.size() + 1), word()));
            case 6 -> plot.beds.forEach(bed -> bed.soil = word());
            case 7 -> plot.prices.merge("good " + number(3), number(9), (old, price) -> old > 4 ? null : price);
            case 8 -> {
                if (!plot.tools.values().removeIf(tool -> tool.id.equals(part))) {
                    plot.tools.put("hook " + n, new Tool(part, number(9)));
                }
            }
            case 9 -> plot.tools.values().forEach(tool -> tool.wear++);
            case 10 -> toggle(plot.helperIds, keeper());
            case 11, 12 -> {
                if (!plot.branches.removeIf(branch -> branch.id.equals(part))) {
                    Branch branch = new Branch(part, word());
                    branch.branches.add(new Branch(Estate.part(plot.id, n + Estate.PARTS), word()));
                    plot.branches.add(branch);
                }
            }
            default -> plot.deed = once(3) ? null : new Deed(part, word());
        }
    }

    private static <T> void toggle(java.util.Set<T> values, T value) {
        if (!values.remove(value)) {
            values.add(value);
        }
    }
}

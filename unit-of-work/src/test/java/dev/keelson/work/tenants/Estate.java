package dev.keelson.work.tenants;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model of tests that keep tenants apart: identifiers of one and of several columns and natural ones, lists of lists, maps
 * of values and of entities, sets that are junctions, parts, trees, joined hierarchies and a table for each class, references
 * in both directions, a root without a version.
 */
public final class Estate {

    /** A composite identifier. */
    public record PlotId(int district, int number) {}

    /** A natural one. */
    public record KeeperId(String value) {}

    /** A root with parts of all kinds. */
    public static final class Plot {
        public final PlotId id;
        public String code;
        public String name;
        public @Nullable Ref<Keeper> keeper;
        public final List<Bed> beds = new ArrayList<>();
        public final Map<String, Integer> prices = new LinkedHashMap<>();
        public final Map<String, Tool> tools = new LinkedHashMap<>();
        public final Set<KeeperId> helperIds = new LinkedHashSet<>();
        public Refs<Keeper> helpers = Refs.none();
        public final List<Branch> branches = new ArrayList<>();
        public @Nullable Deed deed;

        public Plot(PlotId id, String code, String name) {
            this.id = id;
            this.code = code;
            this.name = name;
        }

        @Override
        public String toString() {
            return id + " " + code + " " + name + " kept by " + (keeper == null ? "nobody" : keeper.id()) + " beds "
                    + beds + " prices " + new TreeMap<>(prices) + " tools " + new TreeMap<>(tools) + " helpers "
                    + new TreeSet<>(helperIds.stream().map(KeeperId::value).toList()) + " branches " + branches
                    + " deed " + deed;
        }
    }

    /** An entity in a list, with a list of its own. */
    public static final class Bed {
        public final UUID id;
        public String soil;
        public final List<String> plants = new ArrayList<>();

        public Bed(UUID id, String soil) {
            this.id = id;
            this.soil = soil;
        }

        @Override
        public String toString() {
            return id.getLeastSignificantBits() + " " + soil + plants;
        }
    }

    /** An entity in a map. */
    public static final class Tool {
        public final UUID id;
        public int wear;

        public Tool(UUID id, int wear) {
            this.id = id;
            this.wear = wear;
        }

        @Override
        public String toString() {
            return id.getLeastSignificantBits() + " worn " + wear;
        }
    }

    /** A node of a tree. */
    public static final class Branch {
        public final UUID id;
        public String fruit;
        public final List<Branch> branches = new ArrayList<>();

        public Branch(UUID id, String fruit) {
            this.id = id;
            this.fruit = fruit;
        }

        @Override
        public String toString() {
            return id.getLeastSignificantBits() + " " + fruit + branches;
        }
    }

    /** A part in a table of its own. */
    public record Deed(UUID id, String owner) {}

    /** A root to which others refer. */
    public static final class Keeper {
        public final KeeperId id;
        public String name;
        public Refs<Plot> plots = Refs.none();
        public Refs<Plot> helped = Refs.none();

        public Keeper(KeeperId id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public String toString() {
            return id + " " + name;
        }
    }

    /** A joined hierarchy. */
    public abstract static sealed class Vehicle {
        public final UUID id;
        public String plate;

        private Vehicle(UUID id, String plate) {
            this.id = id;
            this.plate = plate;
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + " " + id.getLeastSignificantBits() + " " + plate
                    + switch (this) {
                        case Cart cart -> " of " + cart.wheels;
                        case Truck truck -> " by " + new TreeSet<>(truck.routes);
                    };
        }
    }

    public static final class Cart extends Vehicle {
        public int wheels;

        public Cart(UUID id, String plate) {
            super(id, plate);
        }
    }

    public static final class Truck extends Vehicle {
        public final Set<String> routes = new LinkedHashSet<>();

        public Truck(UUID id, String plate) {
            super(id, plate);
        }
    }

    /** A hierarchy with a table for each class; its objects never change. */
    public sealed interface Message {
        UUID id();
    }

    public record Mail(UUID id, String subject, List<String> attachments) implements Message {}

    public record Sms(UUID id, String text) implements Message {}

    /** A root without a version. */
    public static final class Entry {
        public final long id;
        public String text;
        public final List<String> tags = new ArrayList<>();

        public Entry(long id, String text) {
            this.id = id;
            this.text = text;
        }

        @Override
        public String toString() {
            return "Entry " + id + " " + text + tags;
        }
    }

    /** The tables, so that each comes after those that it refers to. */
    public static final List<String> TABLES = List.of(
            "keepers",
            "plots",
            "plot_beds",
            "bed_plants",
            "plot_prices",
            "plot_tools",
            "plot_helper_ids",
            "plot_branches",
            "deeds",
            "vehicles",
            "carts",
            "trucks",
            "vehicle_routes",
            "mails",
            "mail_attachments",
            "smses",
            "entries",
            "entry_tags",
            "keelson_commits");

    /** So many parts of one kind a plot has at the most. */
    static final int PARTS = 4;

    /** The one who attacks, and the other. */
    public static final WorkContext A = of("A");

    public static final WorkContext B = of("B");

    private Estate() {}

    /** A plot with parts of all kinds, whose identifiers follow from its own; all texts are this mark. */
    public static Plot plot(PlotId id, String mark, List<KeeperId> keepers) {
        Plot plot = new Plot(id, "code " + id.district() + id.number(), mark);
        plot.keeper = Ref.of(keepers.get(0));
        plot.helperIds.addAll(keepers);
        for (int part = 0; part < PARTS; part++) {
            Bed bed = new Bed(part(id, part), mark);
            bed.plants.addAll(List.of(mark, mark));
            plot.beds.add(bed);
            plot.prices.put("good " + part, part);
            plot.tools.put("hook " + part, new Tool(part(id, part), part));
            Branch branch = new Branch(part(id, part), mark);
            branch.branches.add(new Branch(part(id, part + PARTS), mark));
            plot.branches.add(branch);
        }
        plot.deed = new Deed(part(id, 0), mark);
        return plot;
    }

    /** The identifier of a part of a plot. */
    static UUID part(PlotId plot, int part) {
        return new UUID(0, plot.district() * 1_000L + plot.number() * 100L + part);
    }

    /** An aggregate of each class, with the same identifiers each time; all texts are this mark. */
    public static List<Object> settlement(String mark) {
        KeeperId keeper = new KeeperId("Kim");
        Truck truck = new Truck(new UUID(0, 1), mark);
        truck.routes.addAll(List.of(mark, "the other"));
        Cart cart = new Cart(new UUID(0, 2), mark + " too");
        Entry entry = new Entry(1, mark);
        entry.tags.addAll(List.of(mark, mark));
        return List.of(
                new Keeper(keeper, mark),
                plot(new PlotId(1, 1), mark, List.of(keeper)),
                truck,
                cart,
                new Mail(new UUID(0, 1), mark, List.of(mark, mark)),
                new Sms(new UUID(0, 2), mark),
                entry);
    }

    /** Works for this tenant at one moment that never passes. */
    public static WorkContext of(String tenant) {
        Clock noon = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
        return WorkContext.of(TenantId.of(tenant), Actor.of("jane")).withClock(noon);
    }

    /** The mappings, whose tenants are kept apart by predicates, and by row-level security if so asked. */
    public static KeelsonBuilder mapped(boolean secured) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        return Keelson.builder()
                .map(
                        Keeper.class,
                        keeper -> keeper.refs("plots", plots -> plots.inverseOf("keeper"))
                                .refs("helped", plots -> plots.inverseOf("helperIds")))
                .map(
                        Plot.class,
                        plot -> plot.refs("helpers", helpers -> helpers.through("helperIds"))
                                .values(
                                        "prices",
                                        prices -> prices.keyColumn("good").column("price"))
                                .children("tools", tools -> tools.keyColumn("hook"))
                                .part("deed", deed -> deed.table("deeds")))
                .map(Vehicle.class, vehicle -> vehicle.inheritance(Inheritance.JOINED))
                .map(Message.class, message -> message.inheritance(Inheritance.TABLE_PER_CLASS))
                .map(Entry.class, entry -> entry.unversioned())
                .policy(secured ? tenancy.withRowLevelSecurity() : tenancy);
    }

    /** All that makes the tables, with a code that each plot of a tenant has alone. */
    public static String[] ddl(boolean secured) {
        List<String> ddl = new ArrayList<>(mapped(secured).schema().statements());
        ddl.add("alter table plots add constraint one_code unique (tenant_id, code)");
        return ddl.toArray(String[]::new);
    }
}

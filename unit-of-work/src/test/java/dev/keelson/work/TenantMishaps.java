package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.Ref;
import dev.keelson.work.tenants.Estate;
import dev.keelson.work.tenants.Estate.Bed;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.KeeperId;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.PlotId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.impl.DSL;

/** What may go wrong in a unit of work for A, and other ways in which one ends. */
final class TenantMishaps {

    private static final PlotId PLOT = new PlotId(1, 1);
    private static final KeeperId KEEPER = new KeeperId("Kim");
    private static final KeeperId NOBODY = new KeeperId("Nat");
    private static final CommandToken TOKEN = CommandToken.of(new UUID(0, 1));

    private TenantMishaps() {}

    /**
     * All of them.
     *
     * @param mark what stands in all texts
     * @param other does what somebody else does meanwhile
     */
    static List<Consumer<SqlUnitOfWork>> all(String mark, Keelson other) {
        return List.of(
                work -> work.get(Plot.class, PLOT),
                work -> work.find(Keeper.class, NOBODY),
                work -> work.get(Keeper.class, NOBODY),
                work -> work.get(Plot.class, PLOT, Lock.FOR_UPDATE),
                work -> work.get(Plot.class, PLOT, Expected.version(77)),
                work -> {
                    work.get(Keeper.class, KEEPER);
                    work.add(new Keeper(KEEPER, mark));
                },
                work -> {
                    work.add(new Keeper(KEEPER, mark));
                    work.commit();
                },
                work -> {
                    work.add(Estate.plot(new PlotId(1, 2), mark, List.of(KEEPER))).code = "code 11"; // which is taken
                    work.commit();
                },
                work -> {
                    work.get(Plot.class, PLOT).keeper = Ref.of(NOBODY);
                    work.commit();
                },
                work -> {
                    work.get(Plot.class, PLOT).beds.add(new Bed(new UUID(0, 1), mark + "\0"));
                    work.commit();
                },
                work -> {
                    work.get(Plot.class, PLOT).name = mark + " pending";
                    work.query(Plot.class).list();
                },
                work -> {
                    work.get(Plot.class, PLOT).name = mark + " forgotten";
                    work.close();
                },
                work -> work.query(Plot.class)
                        .where(DSL.field("plots.name", String.class).eq(mark))
                        .where(DSL.field("cast(plots.name as int)").eq(1))
                        .list(),
                work -> {
                    work.get(Keeper.class, KEEPER).name = mark + " stale";
                    other.run(Estate.A, faster -> faster.get(Keeper.class, KEEPER).name += " again");
                    work.commit();
                },
                work -> {
                    work.get(Plot.class, PLOT).beds.remove(0);
                    work.commit();
                },
                work -> other.run(Estate.A, TOKEN, once -> once.get(Keeper.class, KEEPER).name += " by command"));
    }
}

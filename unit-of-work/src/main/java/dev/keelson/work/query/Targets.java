package dev.keelson.work.query;

import dev.keelson.work.load.select.Discriminators;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.query.Place.Reached;
import dev.keelson.work.query.Scene.Aliases;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.sql.ScopedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/** Other aggregates that a row refers to, or that refer to it: one of each class that has a table of its own. */
final class Targets {

    private Targets() {}

    /**
     * The aggregate whose key the row holds.
     *
     * @param key the row's columns that do, in its order
     */
    static List<Reached> of(Scene scene, Aliases aliases, ReferenceContent reference, List<Field<Object>> key) {
        return each(
                scene,
                aliases,
                reference.target().get(),
                target -> target.reached(
                        target.from(),
                        Extended.equal(target.rows(), target.table().rowType().keyColumns(), key)));
    }

    /**
     * The aggregate whose key columns of the row hold as a foreign key.
     *
     * @param key these columns, as the foreign key has them
     */
    static List<Reached> of(Scene scene, Aliases aliases, Roots roots, ForeignKey reference, List<Field<Object>> key) {
        return each(scene, aliases, roots, target -> {
            List<Integer> columns = reference.targetColumns().stream()
                    .map(target.table().rowType()::position)
                    .toList();
            return target.reached(target.from(), Extended.equal(target.rows(), columns, key));
        });
    }

    /**
     * Those that hold the row's key, in their own row or in a junction.
     *
     * @param own the row's key
     */
    static List<Reached> holding(Scene scene, Aliases aliases, RefsContent.Inverse inverse, List<Field<Object>> own) {
        return each(scene, aliases, inverse.targets(), target -> {
            TableModel holder = target.model().tables().get(inverse.table());
            if (holder.parent() < 0) {
                return target.reached(target.from(), Extended.equal(target.rows(), inverse.columns(), own));
            }
            ScopedTable junction = scene.another(holder.rowType(), aliases);
            List<Field<Object>> key =
                    holder.parentKey().stream().map(target.rows()::field).toList();
            return target.reached(
                    target.from()
                            .join(junction.table())
                            .on(scene.scope(junction).and(Extended.equal(junction, holder.parentColumns(), key))),
                    Extended.equal(junction, inverse.columns(), own));
        });
    }

    /**
     * Those whose keys a collection holds.
     *
     * @param junction the collection's table
     * @param ours that a row of it is one of the collection
     */
    static List<Reached> heldBy(
            Scene scene, Aliases aliases, RefsContent.Through through, ScopedTable junction, Condition ours) {
        List<Field<Object>> held =
                through.columns().stream().map(junction::field).toList();
        return each(
                scene,
                aliases,
                through.targets(),
                target -> target.reached(
                        target.from()
                                .join(junction.table())
                                .on(Extended.equal(
                                        target.rows(), target.table().rowType().keyColumns(), held)),
                        ours));
    }

    private static List<Reached> each(Scene scene, Aliases aliases, Roots roots, Function<Target, Reached> reach) {
        List<Reached> targets = new ArrayList<>();
        for (AggregateModel member : roots.members()) {
            ScopedTable rows = scene.another(member.root(), aliases);
            EmbeddedContent root = new EmbeddedContent(member.shape(), -1);
            Extended extended = Extended.of(scene, aliases, member.tables().get(0), rows, root);
            targets.add(reach.apply(new Target(scene, member, roots.type(), rows, extended)));
        }
        return targets;
    }

    /** The root's table of one aggregate, as the statement refers to it. */
    private record Target(Scene scene, AggregateModel model, Class<?> type, ScopedTable rows, Extended extended) {

        private Table<?> from() {
            return extended.from();
        }

        private TableModel table() {
            return model.tables().get(0);
        }

        private Reached reached(Table<?> from, Condition belongs) {
            Condition seen = scene.scope(rows).and(Discriminators.areOf(type, model, rows));
            return new Reached(
                    from, seen.and(belongs), RowPlace.ofRoot(scene, model, type, extended.source(), rows::hiding));
        }
    }
}

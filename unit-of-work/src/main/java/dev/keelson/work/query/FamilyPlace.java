package dev.keelson.work.query;

import dev.keelson.work.load.select.FamilyTable;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ScopedTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** A root of a hierarchy whose classes have a table each, as one row of all these tables. Immutable. */
final class FamilyPlace implements Place {

    private final Roots roots;
    private final FamilyTable family;
    private final List<RowPlace> members = new ArrayList<>();

    FamilyPlace(Scene scene, Roots roots) {
        this.family = new FamilyTable(roots.members());
        this.roots = roots;
        for (AggregateModel member : roots.members()) {
            FamilyRow row = new FamilyRow(family, roots);
            members.add(RowPlace.ofRoot(scene, member, roots.type(), row, () -> hiding(scene, member, row)));
        }
    }

    /** The column that hides roots is none that all have in common: the member's own table tells. */
    private static Field<Object> hiding(Scene scene, AggregateModel member, FamilyRow row) {
        ScopedTable own = scene.aside(member.root());
        List<Integer> key = member.root().keyColumns();
        return DSL.field(DSL.select(own.hiding())
                .from(own.table())
                .where(scene.scope(own)
                        .and(Extended.equal(
                                own, key, row.columns(member.tables().get(0), key)))));
    }

    /** A row of all these tables: a column of it may be without a value where it may be in one of them. */
    private record FamilyRow(FamilyTable family, Roots roots) implements RowSource {

        @Override
        @SuppressWarnings("unchecked") // columns are fields of Object
        public Field<Object> column(TableModel table, int position) {
            RowType type = table.rowType();
            for (int n = 0; n < type.keyWidth(); n++) {
                if (type.keyColumn(n) == position) {
                    return (Field<Object>) family.key(n);
                }
            }
            return family.column(type.column(position));
        }

        @Override
        public boolean isNullable(TableModel table, int position) {
            String name = table.rowType().column(position).name();
            return roots.members().stream()
                    .flatMap(member -> member.root().columns().stream())
                    .anyMatch(column -> column.name().equals(name) && column.nullable());
        }
    }

    @Override
    public Compared property(String path) {
        requireCommon(path);
        return members.get(0).property(path);
    }

    @Override
    public Located located(String path) {
        requireCommon(path);
        return members.get(0).located(path);
    }

    @Override
    public Field<Object> presence() {
        return members.get(0).presence();
    }

    @Override
    public Compared value() {
        return members.get(0).value();
    }

    @Override
    public Compared key() {
        return members.get(0).key();
    }

    /**
     * Makes sure that all classes have a property.
     *
     * @throws IllegalArgumentException if not all have it, or none
     */
    private void requireCommon(String path) {
        String name = path.split("\\.", -1)[0];
        List<String> having = new ArrayList<>();
        Set<String> common = new LinkedHashSet<>(members.get(0).names());
        for (int member = 0; member < members.size(); member++) {
            Set<String> names = members.get(member).names();
            common.retainAll(names);
            if (names.contains(name)) {
                having.add(roots.members().get(member).name());
            }
        }
        String label = roots.type().getSimpleName();
        if (having.isEmpty()) {
            throw Located.unknown("query by", path, label, name, common);
        }
        if (having.size() < members.size()) {
            throw new IllegalArgumentException("Cannot query " + label + " by '" + path
                    + "': each of its classes has a table of its own, and of these only " + String.join(", ", having)
                    + " has a property '" + name + "'. Query that class: work.query(" + having.get(0) + ".class).");
        }
    }

    @Override
    public List<Reached> reach(String path, Scene.Aliases aliases) {
        requireCommon(path);
        List<Reached> all = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            Condition isOfMember = family.member().cast(Integer.class).eq(DSL.inline(member));
            for (Reached reached : members.get(member).reach(path, aliases)) {
                all.add(new Reached(
                        reached.from(), reached.counted(), reached.condition().and(isOfMember), reached.place()));
            }
        }
        return all;
    }
}

package dev.keelson.work.query;

import dev.keelson.work.load.select.FamilyTable;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** A root of a hierarchy whose classes have a table each, as one row of all these tables. Immutable. */
final class FamilyPlace implements Place {

    private final FamilyTable family;
    private final List<RowPlace> members = new ArrayList<>();

    FamilyPlace(Scene scene, Roots roots) {
        this.family = new FamilyTable(roots.members());
        for (AggregateModel member : roots.members()) {
            members.add(RowPlace.ofRoot(
                    scene, member, roots.type(), new FamilyRow(family, roots), scene.own(member.root())));
        }
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
        return members.get(0).property(path);
    }

    @Override
    public Compared value() {
        return members.get(0).value();
    }

    @Override
    public Compared key() {
        return members.get(0).key();
    }

    @Override
    public List<Reached> reach(String path, Scene.Aliases aliases) {
        List<Reached> all = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            Condition isOfMember = family.member().cast(Integer.class).eq(DSL.inline(member));
            for (Reached reached : members.get(member).reach(path, aliases)) {
                all.add(new Reached(reached.from(), reached.condition().and(isOfMember), reached.place()));
            }
        }
        return all;
    }
}

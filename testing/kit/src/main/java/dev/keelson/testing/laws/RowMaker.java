package dev.keelson.testing.laws;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of one state: a class for each discriminator, rows for each collection, and values in all columns as the mapping has them.
 * Used by one thread, once.
 */
final class RowMaker {

    /** How much a state has. */
    enum Plenty {
        /** Every optional value is there, and every collection has elements. */
        FULL,
        /** Nothing is there that need not be. */
        LEAST,
        /** As chance has it. */
        ANY
    }

    private static final int TRIES = 30;
    private static final int DEPTH = 3;

    /** A reference to an entity of the same aggregate, to be filled in once all are there. */
    private record Pending(int table, int place, SiblingContent content, boolean optional) {}

    private final World world;
    private final AggregateModel model;
    private final Plenty plenty;
    private final Random random;
    private final ColumnMaker columns;
    private final List<List<Row>> tables = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<SiblingContent> siblings = new ArrayList<>();
    private int depth;

    RowMaker(World world, AggregateModel model, Plenty plenty) {
        this.world = world;
        this.model = model;
        this.plenty = plenty;
        this.random = world.random();
        this.columns = new ColumnMaker(world, model, this);
        model.tables().forEach(table -> tables.add(new ArrayList<>()));
    }

    /**
     * A state.
     *
     * @param wanted the type of its root, or one above
     */
    State make(Class<?> wanted) {
        Draft draft = Draft.of(model.tables().get(0));
        ObjectModel type = choose(model.shape(), draft.values(), wanted);
        fill(type, draft);
        identify(draft.values());
        int version = model.root().version();
        if (version >= 0) {
            draft.values()[version] = State.first(model);
        }
        world.admit(model, draft.values());
        Row root = finish(type, draft);
        children(type, root, draft.table());
        pending.forEach(this::bind);
        return new State(model, tables);
    }

    private void identify(@Nullable Object[] root) {
        if (model.sequence() != null) {
            @Nullable Object[] key = world.drawn(model);
            for (int n = 0; n < key.length; n++) {
                root[model.root().keyColumn(n)] = key[n];
            }
        }
    }

    /** Fills single columns. */
    ColumnMaker columns() {
        return columns;
    }

    /** Whether something optional is left out. */
    boolean isAbsent() {
        return switch (plenty) {
            case FULL -> false;
            case LEAST -> true;
            case ANY -> random.nextInt(3) == 0;
        };
    }

    private int size() {
        return switch (plenty) {
            case FULL -> 2;
            case LEAST -> 0;
            case ANY -> random.nextInt(depth > 1 ? 3 : 4);
        };
    }

    /** The class at a place, told by the discriminator of its row. */
    ObjectModel choose(Shape shape, @Nullable Object[] row, Class<?> wanted) {
        return switch (shape) {
            case ObjectModel object -> object;
            case Hierarchy hierarchy -> {
                List<Hierarchy.Subtype> fitting = hierarchy.subtypes().stream()
                        .filter(one -> wanted.isAssignableFrom(one.object().type()))
                        .toList();
                Hierarchy.Subtype subtype = fitting.get(random.nextInt(fitting.size()));
                row[hierarchy.column()] = subtype.discriminator();
                yield subtype.object();
            }
        };
    }

    /** Fills the columns of an object. */
    private void fill(ObjectModel type, Draft draft) {
        type.extensions()
                .forEach(table ->
                        draft.extensions().add(new Object[table.rowType().width()]));
        for (Property property : type.properties()) {
            boolean own = property.extension() < 0;
            columns.property(
                    type,
                    property,
                    own ? draft.table() : type.extensions().get(property.extension()),
                    own ? draft.values() : draft.extensions().get(property.extension()));
        }
    }

    /** A reference to a sibling is filled in when the row is there. */
    void refers(SiblingContent content) {
        siblings.add(content);
    }

    private Row finish(@Nullable ObjectModel type, Draft draft) {
        columns.foreignKeys(draft.table(), draft.values());
        Row row = new Row(draft.table().rowType(), draft.values());
        List<Row> rows = tables.get(draft.table().index());
        siblings.forEach(one -> pending.add(new Pending(draft.table().index(), rows.size(), one, true)));
        siblings.clear();
        rows.add(row);
        for (int n = 0; type != null && n < draft.extensions().size(); n++) {
            TableModel table = type.extensions().get(n);
            @Nullable Object[] values = draft.extensions().get(n);
            Draft.copy(row, table.parentKey(), values, table.parentColumns());
            columns.foreignKeys(table, values);
            tables.get(table.index()).add(new Row(table.rowType(), values));
        }
        return row;
    }

    private void children(ObjectModel type, Row row, TableModel table) {
        if (!type.hasInner()) {
            return;
        }
        for (Property property : type.properties()) {
            boolean own = property.extension() < 0;
            TableModel in = own ? table : type.extensions().get(property.extension());
            Row lies = own ? row : Draft.extension(in, tables.get(in.index()), row);
            switch (property.content()) {
                case CollectionContent collection -> collection(collection, lies, false);
                case TreeContent tree -> collection(model.tree(tree.table()), lies, true);
                case PartContent part -> part(part, lies, property.nullable());
                case EmbeddedContent embedded -> embedded(embedded, lies, in);
                default -> {} // it has no rows of its own
            }
        }
    }

    private void embedded(EmbeddedContent embedded, Row row, TableModel table) {
        if (embedded.presence() >= 0 && row.get(embedded.presence()) == null) {
            return;
        }
        ObjectModel type = Leaves.chosen(embedded.shape(), row);
        if (type != null) {
            children(type, row, table);
        }
    }

    private void part(PartContent part, Row owner, boolean optional) {
        if (optional && isAbsent()) {
            return;
        }
        Draft draft = Draft.of(part.table());
        Draft.copy(owner, part.table().parentKey(), draft.values(), part.table().parentColumns());
        element(part.element(), draft);
    }

    private void collection(CollectionContent content, Row owner, boolean inTree) {
        if (depth >= DEPTH) {
            return;
        }
        depth++;
        int size = inTree && depth > 2 ? 0 : size();
        for (int n = 0; n < size; n++) {
            Draft draft = drawn(content, owner, inTree, n);
            if (draft != null) {
                element(content.element(), draft);
            }
        }
        depth--;
    }

    /** The row of an element that is none of those that are there, or null. */
    private @Nullable Draft drawn(CollectionContent content, Row owner, boolean inTree, int place) {
        for (int tries = 0; tries < TRIES; tries++) {
            siblings.clear();
            Draft draft = Draft.of(content.table());
            draft.hang(owner, inTree);
            if (content.table().position() >= 0) {
                int position = content.table().position();
                draft.values()[position] =
                        content.table().rowType().column(position).type().fit(place);
            }
            if (content.key() != null) {
                columns.column(content.key(), content.table(), draft.values(), null, true);
            }
            if (content.element() instanceof ColumnContent plain && !(plain instanceof EmbeddedContent)) {
                columns.column(plain, content.table(), draft.values(), null, content.key() == null);
            } else if (content.element() instanceof EmbeddedContent embedded) {
                ofClass(embedded, draft);
            }
            columns.foreignKeys(content.table(), draft.values());
            if (draft.isNew(content, tables.get(content.table().index()))) {
                return draft;
            }
        }
        return null;
    }

    private void ofClass(EmbeddedContent embedded, Draft draft) {
        for (int tries = 0; tries < TRIES; tries++) {
            @Nullable Object[] before = draft.values().clone();
            draft.extensions().clear();
            ObjectModel type = choose(embedded.shape(), draft.values(), Object.class);
            fill(type, draft);
            if (tries == TRIES - 1 || columns.isAccepted(embedded, draft.table(), draft.values())) {
                return;
            }
            System.arraycopy(before, 0, draft.values(), 0, before.length);
            siblings.clear();
        }
    }

    private void element(Content element, Draft draft) {
        switch (element) {
            case EmbeddedContent embedded -> {
                if (!draft.isFilled(embedded)) { // that of a part is not
                    ofClass(embedded, draft);
                }
                ObjectModel type =
                        Leaves.chosen(embedded.shape(), new Row(draft.table().rowType(), draft.values()));
                Row row = finish(type, draft);
                if (type != null) {
                    children(type, row, draft.table());
                }
            }
            case CollectionContent inner -> collection(inner, finish(null, draft), false);
            case ColumnContent plain -> {
                if (!draft.isFilled(plain)) {
                    columns.column(plain, draft.table(), draft.values(), null, false);
                }
                finish(null, draft);
            }
            default -> throw new IllegalStateException("no element lies in " + element);
        }
    }

    private void bind(Pending one) {
        Row row = tables.get(one.table).get(one.place);
        List<Row> targets = tables.get(one.content.table());
        Optional<Row> target = targets.isEmpty() || (one.optional && random.nextInt(4) == 0)
                ? Optional.empty()
                : Optional.of(targets.get(random.nextInt(targets.size())));
        if (target.isPresent()) {
            for (int n = 0; n < one.content.columns().size(); n++) {
                Row to = target.get();
                row = row.with(one.content.columns().get(n), to.get(to.type().keyColumn(n)));
            }
            tables.get(one.table).set(one.place, row);
        }
    }
}

package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import dev.keelson.work.load.select.SelectedColumns.Joined;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.query.Place.Reached;
import dev.keelson.work.query.Selected.Absence;
import dev.keelson.work.query.Selected.Plain;
import dev.keelson.work.query.Selected.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What paths from the roots of a query give, for who selects it. Where a path leads to another row, to which there is one at most, that is
 * joined once for all paths that lead there, as far as the policies let it be seen. Used by one thread, for one projection.
 */
@Internal
public final class SelectedPaths {

    /** What a path that counts elements ends with. */
    private static final String SIZE = "size";

    private final Roots roots;
    private final Scene.Aliases aliases = new Scene.Aliases();
    private final Map<String, List<Place>> joined = new LinkedHashMap<>();
    private final List<Joined> joins = new ArrayList<>();

    SelectedPaths(Roots roots, Place root) {
        this.roots = roots;
        joined.put("", List.of(root));
    }

    /** The tables that the paths so far lead to, in the order in which they are to be joined. */
    public List<Joined> joins() {
        return List.copyOf(joins);
    }

    /**
     * What a path gives.
     *
     * @return null where it leads to an object in a row of its own, of which one may go on
     * @throws IllegalArgumentException if it leads nowhere, or to what no column of one row holds
     */
    public @Nullable Selected select(String path) {
        return select(List.of(path.split("\\.", -1)), "", path);
    }

    /**
     * @param from the part of the path that is joined already
     * @param rest what leads on from there
     */
    private @Nullable Selected select(List<String> rest, String from, String whole) {
        List<Place> places = Objects.requireNonNull(joined.get(from), from);
        Place first = places.get(0);
        for (int end = 1; end <= rest.size(); end++) {
            String here = String.join(".", rest.subList(0, end));
            Located found = first.located(here);
            List<String> further = rest.subList(end, rest.size());
            if (isCounted(found.content()) && further.equals(List.of(SIZE))) {
                return size(places, here, found.label());
            }
            if (!further.isEmpty() && leadsOnHere(found)) {
                continue;
            }
            requireOne(found, whole);
            boolean isValue = found.content() instanceof ColumnContent;
            if (isValue && (further.isEmpty() || !found.inJson().isEmpty() || isJson(found.content()))) {
                return property(places, String.join(".", rest), !from.isEmpty());
            }
            String to = from.isEmpty() ? here : from + "." + here;
            if (further.isEmpty()) {
                return null;
            }
            join(places, here, to);
            return select(further, to, whole);
        }
        throw new IllegalArgumentException("Cannot select '" + whole + "' of "
                + roots.type().getSimpleName() + ": it names no property. Name one.");
    }

    private static boolean leadsOnHere(Located found) {
        return found.content() instanceof EmbeddedContent;
    }

    private static boolean isJson(Content content) {
        return content instanceof ScalarContent scalar
                && switch (scalar.type().kind()) {
                    case JSON, JSONB -> true;
                    default -> false;
                };
    }

    private static boolean isCounted(Content content) {
        return switch (content) {
            case CollectionContent collection -> true;
            case TreeContent tree -> true;
            case RefsContent refs -> true;
            case EmbeddedContent wrapper ->
                Located.wrapped(wrapper.shape())
                        .filter(only -> isCounted(only.content()))
                        .isPresent();
            case PartContent part -> false;
            case ParentContent parent -> false;
            case ColumnContent value -> false;
        };
    }

    /**
     * Makes sure that a path leads to what there is one of at most, and that can be read.
     *
     * @throws IllegalArgumentException if it does not
     */
    private void requireOne(Located found, String whole) {
        String attempted = "Cannot select '" + whole + "' of " + roots.type().getSimpleName() + ": ";
        String name = found.label().substring(found.label().indexOf('.') + 1);
        if (isCounted(found.content())) {
            throw new IllegalArgumentException(
                    attempted + found.label() + " has any number of elements, and a row takes"
                            + " one value of each kind. Select how many there are, \"" + name
                            + ".size\", load the aggregates, or collect them by multiset in sql().");
        }
        if (found.content() instanceof ParentContent) {
            throw new IllegalArgumentException(attempted + found.label()
                    + " is the owner, from which the path comes. Name a property of it there.");
        }
        if (found.content() instanceof EmbeddedContent embedded
                && embedded.shape() instanceof ObjectModel object
                && object.hasInner()) {
            throw new IllegalArgumentException(attempted + found.label()
                    + " holds a collection or a part whose rows are of another table. Select properties of it.");
        }
        if (found.content() instanceof ColumnContent content) {
            for (int column : ContentColumns.of(content)) {
                if (found.table().rowType().column(column).encryption() != null) {
                    throw new IllegalArgumentException(attempted + found.label()
                            + " is encrypted, and is opened where its aggregate is loaded alone. Load the aggregates.");
                }
            }
        }
    }

    /** The same property of each table that may have the row; of these, one has it. */
    private static Selected property(List<Place> places, String path, boolean isJoined) {
        List<Selected> found = new ArrayList<>();
        for (Place place : places) {
            found.add(property(place, path, isJoined));
        }
        Selected first = found.get(0);
        if (found.size() == 1) {
            return first;
        }
        return switch (first) {
            case Plain plain ->
                new Plain(plain.label(), oneOf(found, other -> fields(other).get(0)), plain.type());
            case Value value -> {
                requireAlike(value, found);
                List<Field<Object>> columns = new ArrayList<>();
                for (int n = 0; n < value.columns().size(); n++) {
                    int column = n;
                    columns.add(oneOf(found, other -> fields(other).get(column)));
                }
                yield value.with(columns, value.absence() == null ? null : new Absence(null));
            }
        };
    }

    private static void requireAlike(Value value, List<Selected> found) {
        for (Selected other : found) {
            if (fields(other).size() != value.columns().size()) {
                throw new IllegalArgumentException("Cannot select " + value.label() + " and " + other.label()
                        + " as one: they lie in different columns. Select properties of them.");
            }
        }
    }

    private static Selected property(Place place, String path, boolean isJoined) {
        Compared compared = place.property(path);
        if (!(compared instanceof Comparison comparison)) {
            return new Plain(compared.label(), compared.field(), ColumnType.text());
        }
        Located found = place.located(path);
        Value value = comparison.selected(found.declared());
        boolean isWithin = !found.partly().isEmpty() || !found.outers().isEmpty();
        return isJoined || isWithin
                ? value.with(value.columns(), new Absence(isWithin ? null : place.presence()))
                : value;
    }

    @SuppressWarnings("unchecked") // columns are fields of Object
    private static List<Field<Object>> fields(Selected selected) {
        return switch (selected) {
            case Plain plain -> List.of((Field<Object>) plain.field());
            case Value value -> value.columns();
        };
    }

    @SuppressWarnings("unchecked") // columns are fields of Object
    private static Field<Object> oneOf(List<Selected> found, Function<Selected, Field<Object>> column) {
        Field<?>[] others = found.subList(1, found.size()).stream().map(column).toArray(Field<?>[]::new);
        return (Field<Object>) DSL.coalesce((Field<?>) column.apply(found.get(0)), others);
    }

    private Selected size(List<Place> places, String path, String label) {
        Field<Integer> size = null;
        for (Place place : places) {
            for (Reached reached : place.reach(path, aliases)) {
                size = size == null ? reached.count() : size.plus(reached.count());
            }
        }
        return new Plain(label + "." + SIZE, Objects.requireNonNull(size, path), ColumnType.bigint());
    }

    /** Joins the rows that a path leads to. */
    private void join(List<Place> places, String path, String to) {
        if (joined.containsKey(to)) {
            return;
        }
        List<Place> reached = new ArrayList<>();
        for (Place place : places) {
            for (Reached one : place.reach(path, aliases)) {
                joins.add(new Joined(one.from(), one.condition()));
                reached.add(one.place());
            }
        }
        joined.put(to, reached);
    }
}

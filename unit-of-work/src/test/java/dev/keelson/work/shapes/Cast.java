package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.List;

/** The aggregates beside the one of a state, all of them known to the unit of work. */
final class Cast {

    private final List<Object> known;
    private final List<Object> joined = new ArrayList<>();

    Cast(List<Object> known) {
        this.known = List.copyOf(known);
    }

    /** The first of this type. */
    <T> T first(Class<T> type) {
        return all(type).get(0);
    }

    /** The last of this type. */
    <T> T last(Class<T> type) {
        List<T> all = all(type);
        return all.get(all.size() - 1);
    }

    /** Those of this type. */
    <T> List<T> all(Class<T> type) {
        return known.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Has an aggregate that was made for this state added too. */
    <T> T joining(T aggregate) {
        joined.add(aggregate);
        return aggregate;
    }

    /** The aggregates that were made for this state. */
    List<Object> joined() {
        return joined;
    }
}

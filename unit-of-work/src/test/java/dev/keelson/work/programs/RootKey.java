package dev.keelson.work.programs;

import java.util.Comparator;

/** Which aggregate is meant. Ordered, so that what is drawn from many is the same each time. */
record RootKey(Class<?> type, Object id) implements Comparable<RootKey> {

    static RootKey of(Object aggregate) {
        return switch (aggregate) {
            case Country country -> new RootKey(Country.class, country.code);
            case Depot depot -> new RootKey(Depot.class, depot.id);
            case Project project -> new RootKey(Project.class, project.id);
            case Member member -> new RootKey(Member.class, member.id);
            case Booking booking -> new RootKey(Booking.class, booking.id);
            case Vehicle vehicle -> new RootKey(Vehicle.class, vehicle.id);
            default -> throw new IllegalArgumentException(aggregate.getClass().getName());
        };
    }

    @Override
    public int compareTo(RootKey other) {
        return Comparator.<RootKey, String>comparing(key -> key.type.getName())
                .thenComparing(key -> key.id.toString())
                .compare(this, other);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " "
                + id.toString()
                        .replaceFirst("^[A-Za-z]+\\[(value=)?", "")
                        .replaceFirst("]$", "")
                        .replaceFirst("^[0-]+", "#");
    }
}

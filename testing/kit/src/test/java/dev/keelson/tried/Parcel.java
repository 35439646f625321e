package dev.keelson.tried;

import java.util.ArrayList;
import java.util.List;

/** An aggregate that keeps its events in a list of its own, without a base class. */
final class Parcel {

    private final long id;
    private boolean sent;
    private final transient List<Object> happened = new ArrayList<>();

    private Parcel(long id) {
        this.id = id;
    }

    static Parcel of(long id) {
        return new Parcel(id);
    }

    void send() {
        sent = true;
        happened.add("sent " + id);
    }

    boolean isSent() {
        return sent;
    }
}

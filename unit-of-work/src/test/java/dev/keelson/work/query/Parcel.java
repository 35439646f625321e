package dev.keelson.work.query;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.List;

/** An aggregate with a child, of which there are very many. */
final class Parcel {

    static final class Label {
        private final long id;
        private String text;

        Label(long id, String text) {
            this.id = id;
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final long id;
    private int weight;
    private final List<Label> labels = new ArrayList<>();

    Parcel(long id, int weight) {
        this.id = id;
        this.weight = weight;
    }

    long id() {
        return id;
    }

    int weight() {
        return weight;
    }

    List<Label> labels() {
        return labels;
    }

    static KeelsonBuilder mapped() {
        return Keelson.builder().failOnRepeatedLoads(true).map(Parcel.class);
    }

    /**
     * Makes parcels 1 to n, whose weights repeat, each with a label of its own number.
     *
     * @param series gives the numbers 1 to n as {@code n}
     */
    static String[] inserts(String series) {
        return new String[] {
            "insert into parcels (id, weight, version) select n, mod(n, 7), 1 from " + series,
            "insert into parcel_labels (id, text, parcel_id, position) select n, 'parcel ' || n, n, 0 from " + series
        };
    }
}

package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.List;

/** An aggregate whose key is half the application's and half the database's. */
record Parcel(ParcelId id, List<String> stamps) {

    record ParcelId(String depot, int number) {}

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Parcel.class);
    }
}

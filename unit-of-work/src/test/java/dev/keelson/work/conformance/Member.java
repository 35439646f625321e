package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate that says it equals any other of its name. */
final class Member {

    final UUID id;
    String name;

    @Nullable
    String town;

    Member(UUID id, String name) {
        this.id = id;
        this.name = name;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Member.class);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Member that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}

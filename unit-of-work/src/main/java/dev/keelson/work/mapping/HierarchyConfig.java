package dev.keelson.work.mapping;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was said of the classes that may stand at one place. Used by one thread, at {@code build()}. */
@Internal
public final class HierarchyConfig {

    private final Set<Class<?>> subtypes = new LinkedHashSet<>();
    private final Map<Class<?>, SubtypeConfig> corrections = new LinkedHashMap<>();
    private @Nullable Inheritance inheritance;
    private @Nullable String discriminatorColumn;
    private @Nullable ColumnType discriminatorType;

    void inheritance(Inheritance chosen) {
        this.inheritance = Objects.requireNonNull(chosen, "inheritance");
    }

    void discriminator(String column, ColumnType type) {
        this.discriminatorColumn = Objects.requireNonNull(column, "column");
        this.discriminatorType = Objects.requireNonNull(type, "type");
    }

    void subtypes(Class<?>... types) {
        subtypes.addAll(List.of(types));
    }

    void subtype(Class<?> type, Consumer<SubtypeConfig> correction) {
        subtypes.add(type);
        correction.accept(corrections.computeIfAbsent(type, unused -> new SubtypeConfig()));
    }

    /** The classes named, in the order they were. */
    public Set<Class<?>> subtypes() {
        return subtypes;
    }

    /** What was said of one class, or null. */
    public @Nullable SubtypeConfig correction(Class<?> type) {
        return corrections.get(type);
    }

    public Map<Class<?>, SubtypeConfig> corrections() {
        return corrections;
    }

    public Inheritance inheritance() {
        return inheritance == null ? Inheritance.SINGLE_TABLE : inheritance;
    }

    public boolean isEmpty() {
        return inheritance == null && subtypes.isEmpty();
    }

    public String discriminatorColumn(String convention) {
        return discriminatorColumn == null ? convention : discriminatorColumn;
    }

    public ColumnType discriminatorType() {
        return discriminatorType == null ? ColumnType.text() : discriminatorType;
    }
}

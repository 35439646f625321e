package dev.keelson.work.sets;

import dev.keelson.work.mapping.PropertyGetter;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.Questions;
import dev.keelson.work.scan.MethodReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Sets properties of many aggregates at once, in the commit of a unit of work, as a loop over them would: of those alone whose values
 * differ, with their versions raised and all policies kept. No constructor of the domain sees what is set. Used by the thread of its
 * unit of work, once.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316).
 */
public final class SetUpdate extends SetWriting<SetUpdate> {

    private final Assigner assigner;
    private final Fields fields;
    private final List<Assignment> assignments = new ArrayList<>();

    public SetUpdate(SetTarget target, Questions questions, Assigner assigner, Consumer<SetWrite> recorded) {
        super(target, questions, recorded);
        this.assigner = assigner;
        this.fields = hit();
    }

    @Override
    SetUpdate self() {
        return this;
    }

    /**
     * Sets a property.
     *
     * @param path such as {@code "status"} or {@code "shippingAddress.city"}
     * @param value a value of the domain; of a reference also the other's identifier or the other itself; null where it may be absent
     * @throws IllegalArgumentException if there is no such property, or it cannot be set at once
     * @throws dev.keelson.kernel.error.UnstorableValueException if its columns cannot hold the value
     */
    public SetUpdate set(String path, @Nullable Object value) {
        for (Assignment one : assigner.assigned(target, path, value)) {
            add(path, one);
        }
        return this;
    }

    /** Sets a property by its accessor, {@code set(Order::status, CLOSED)}; otherwise as {@link #set(String, Object)}. */
    public <A, T extends @Nullable Object> SetUpdate set(PropertyGetter<A, T> property, T value) {
        return set(MethodReferences.property(property).name(), value);
    }

    /**
     * Sets a property to what the database computes of each row as it was before:
     * {@code setBy("count", one -> one.<Integer>field("count").field().plus(1))}.
     *
     * @param value a field of jOOQ's, of the property's only column
     * @throws IllegalArgumentException if there is no such property, it lies in several columns, or it cannot be set at once
     */
    public SetUpdate setBy(String path, Function<Fields, ? extends Field<?>> value) {
        add(path, assigner.computed(target, path, value.apply(fields)));
        return this;
    }

    private void add(String path, Assignment assignment) {
        for (Assignment known : assignments) {
            if (known.table().equals(assignment.table()) && known.column() == assignment.column()) {
                throw Refused.because(target.label() + "." + path, "it is set twice", "Say what it becomes in the end");
            }
        }
        assignments.add(assignment);
    }

    /**
     * Makes it part of the commit, in the order given and before what is written of tracked aggregates. Nothing is sent before.
     *
     * @throws IllegalArgumentException if nothing is set, or nothing says what is hit
     */
    public void onCommit() {
        if (assignments.isEmpty()) {
            throw Refused.because(target.label(), "nothing is set", "Say set(\"...\", value)");
        }
        record(false, assignments);
    }
}

package dev.keelson.work.projection;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.query.Selected.Value;
import dev.keelson.work.row.Row;
import org.jspecify.annotations.Nullable;

/** A value that lies in several columns, or is wrapped. Immutable. */
final class SeveralColumns implements Part {

    private final Value value;
    private final int[] slots;
    private final int told;
    private final Hydrator hydrator;

    /**
     * @param slots which of the selected columns are its own
     * @param told which of them is absent where it is, or -1 where all of its own are
     */
    SeveralColumns(Value value, int[] slots, int told, Hydrator hydrator) {
        this.value = value;
        this.slots = slots;
        this.told = told;
        this.hydrator = hydrator;
    }

    @Override
    public String label() {
        return value.label();
    }

    @Override
    public @Nullable Object of(@Nullable Object[] selected) {
        if (value.absence() != null && isAbsent(selected)) {
            return null;
        }
        @Nullable Object[] columns = new Object[value.table().rowType().width()];
        for (int i = 0; i < slots.length; i++) {
            columns[value.positions().get(i)] = selected[slots[i]];
        }
        try {
            return hydrator.value(
                    value.model(), value.content(), new Row(value.table().rowType(), columns));
        } catch (HydrationException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw Part.unreadable(label(), null, failure);
        }
    }

    private boolean isAbsent(@Nullable Object[] selected) {
        if (told >= 0) {
            return selected[told] == null;
        }
        for (int slot : slots) {
            if (selected[slot] != null) {
                return false;
            }
        }
        return true;
    }
}

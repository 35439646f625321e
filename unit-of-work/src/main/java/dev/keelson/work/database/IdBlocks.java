package dev.keelson.work.database;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Sequences;
import dev.keelson.work.sql.StatementProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers that sequences of the database make, drawn block by block and given out one by one. What is left of a block
 * when the application ends is a gap. Thread-safe: who draws a block holds up those who want of the same sequence, who get
 * theirs from that block, and nobody else.
 */
public final class IdBlocks {

    private final StatementProfile profile;
    private final int unnamed;
    private final Map<Source, Block> blocks = new ConcurrentHashMap<>();
    private final Set<Source> remembered = new HashSet<>();

    /** A sequence: by its name, or by the table and the column that own it. */
    private record Source(TableName owner, @Nullable String column) {}

    private static final class Block {
        private final ReentrantLock lock = new ReentrantLock();
        private long[] drawn = {};
        private int next;
        private final DrawnIds drawnIds = new DrawnIds();
    }

    /**
     * @param unnamed how many values of a sequence that no mapping names are drawn at once
     */
    public IdBlocks(StatementProfile profile, DomainModel model, int unnamed) {
        this.unnamed = unnamed;
        this.profile = profile;
        for (AggregateModel aggregate : model.aggregates()) {
            IdSequence sequence = aggregate.sequence();
            if (sequence != null && sequence.always()) {
                remembered.add(source(aggregate, sequence));
            }
        }
    }

    /**
     * Whether an identifier was drawn here, where the key's column takes no other.
     *
     * @param value its column value
     */
    public boolean isDrawn(AggregateModel model, IdSequence sequence, long value) {
        Block block = blocks.get(source(model, sequence));
        if (block == null) {
            return false;
        }
        block.lock.lock();
        try {
            return block.drawnIds.contains(value);
        } finally {
            block.lock.unlock();
        }
    }

    /**
     * The next value for the key of such an aggregate, which the database makes.
     *
     * @throws MappingException if the key's column owns no sequence, and none is named
     * @throws dev.keelson.kernel.error.DatabaseException if the database refuses or cannot be reached
     */
    public long next(AggregateModel model, IdSequence sequence, Connections connections) {
        Source source = source(model, sequence);
        return next(source, sequence.block(), model.name(), connections, () -> noSequence(model, source));
    }

    /**
     * The next value of a sequence of this name.
     *
     * @throws dev.keelson.kernel.error.DatabaseException if the database refuses, has no such sequence or cannot be reached
     */
    public long next(String sequence, Connections connections) {
        return next(
                new Source(TableName.of(sequence), null),
                unnamed,
                sequence,
                connections,
                () -> new IllegalStateException("nothing came of sequence " + sequence));
    }

    private long next(
            Source source, int size, String what, Connections connections, Supplier<RuntimeException> missing) {
        Block block = blocks.computeIfAbsent(source, unused -> new Block());
        block.lock.lock();
        try {
            if (block.next == block.drawn.length) {
                block.drawn = draw(source, size, what, connections, missing);
                block.next = 0;
            }
            long value = block.drawn[block.next++];
            if (remembered.contains(source)) {
                block.drawnIds.add(value);
            }
            return value;
        } finally {
            block.lock.unlock();
        }
    }

    private static Source source(AggregateModel model, IdSequence sequence) {
        RowType root = model.root();
        return sequence.name() != null
                ? new Source(TableName.of(sequence.name()), null)
                : new Source(root.table(), root.column(root.keyColumn(0)).name());
    }

    private long[] draw(
            Source source, int size, String what, Connections connections, Supplier<RuntimeException> missing) {
        BoundStatement statement = statement(source, size);
        if (statement == null) {
            throw missing.get();
        }
        return connections.query(() -> "draw identifiers for " + what, statement, rows -> {
            long[] values = new long[size];
            for (int n = 0; n < values.length && rows.next(); n++) {
                values[n] = rows.getLong(1);
                if (rows.wasNull()) {
                    throw missing.get();
                }
            }
            return values;
        });
    }

    private @Nullable BoundStatement statement(Source source, int size) {
        Sequences sequences = profile.dialect().sequences();
        String column = source.column();
        return column == null
                ? sequences.block(source.owner(), size)
                : sequences.blockOfColumn(source.owner(), column, size);
    }

    private static MappingException noSequence(AggregateModel model, Source source) {
        return new MappingException(List.of(new MappingException.Fault(
                model.identifier().path(),
                "the database makes its identifiers, but column " + model.root() + "." + source.column()
                        + " owns no sequence",
                "make it an identity column (generated by default as identity), or name the sequence:"
                        + " databaseIds(\"...\")")));
    }
}

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers that sequences of the database make, drawn block by block and given out one by one. What is left of a block
 * when the application ends is a gap. Thread-safe: who draws a block holds up those who want of the same sequence, who get
 * theirs from that block, and nobody else; not even those of them who hold a connection, for which the one who draws may wait.
 */
public final class IdBlocks {

    private final StatementProfile profile;
    private final int unnamed;
    private final Map<Source, IdBlock> blocks = new ConcurrentHashMap<>();
    private final Set<Source> remembered = new HashSet<>();

    /** A sequence: by its name, or by the table and the column that own it. */
    private record Source(TableName owner, @Nullable String column) {}

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
        IdBlock block = blocks.get(source(model, sequence));
        return block != null && block.wasGiven(value);
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
        IdBlock block = blocks.computeIfAbsent(source, unused -> new IdBlock(remembered.contains(source)));
        Long left = block.take();
        if (left != null) {
            return left;
        }
        if (!block.beginDrawing(connections.isHeld())) {
            return block.alone(draw(source, 1, what, connections, missing)[0]);
        }
        try {
            Long meanwhile = block.take();
            return meanwhile != null ? meanwhile : block.fill(draw(source, size, what, connections, missing));
        } finally {
            block.endDrawing();
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

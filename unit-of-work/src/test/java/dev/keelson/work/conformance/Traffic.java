package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.conformance.Recorder.Sent;
import dev.keelson.work.shapes.Backend;
import dev.keelson.work.shapes.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a Keelson sends to its database: on the wire where commits are one message, and by JDBC where they are plain
 * statements.
 */
final class Traffic implements AutoCloseable {

    private final Variant variant;
    private final WireCounter wire;
    private final @Nullable Told told;
    private final Recorder recorder = new Recorder();

    /**
     * Counts what passes this wire.
     *
     * @param told what policies write along, or null
     */
    Traffic(Variant variant, WireCounter wire, @Nullable Told told) {
        this.variant = variant;
        this.wire = wire;
        this.told = told;
    }

    /** Connections whose traffic is counted here. One message needs the driver's own. */
    DataSource through(DataSource dataSource) {
        return variant.isPlain() ? recorder.over(dataSource) : dataSource;
    }

    void reset() {
        wire.reset();
        recorder.reset();
    }

    /** What was executed since the last reset, a batch as one, but for settings that go ahead of something. */
    List<String> sent() {
        List<String> sent =
                variant.isPlain() ? recorder.sent().stream().map(Sent::sql).toList() : wire.statements();
        return IntStream.range(0, sent.size())
                .filter(n -> n == sent.size() - 1 || !sent.get(n).startsWith("select set_config("))
                .mapToObj(sent::get)
                .toList();
    }

    /** What of it wrote, one text for each, as "update crates (label, version)". */
    List<String> written() {
        return told(Written.by(sent()));
    }

    private List<String> told(List<String> written) {
        return told == null ? written : written.stream().map(told::statement).toList();
    }

    /** A write as "UPDATE crates (label, version)", without what policies write along. */
    String told(String verb, String table, Collection<String> columns) {
        if (told != null) {
            return told.operation(verb, table, columns);
        }
        String changed = columns.stream().sorted().collect(Collectors.joining(", ", " (", ")"));
        return verb + " " + table + (verb.equals("UPDATE") ? changed : "");
    }

    /**
     * That plain statements wrote just the rows that were planned, in this order. Of one message it cannot be seen which
     * rows a statement wrote.
     *
     * @param planned operations, as "UPDATE crates 1 (label, version)"
     */
    void assertRows(List<String> planned) {
        if (variant.isPlain()) {
            List<String> expected = planned.stream().map(Traffic::withoutKey).toList();
            assertThat(rows()).as("rows written").isEqualTo(expected);
            if (variant.backend() == Backend.PORTABLE) {
                assertThat(told(Written.on(wire))).as("rows on the wire").isEqualTo(expected);
            }
        }
    }

    private List<String> rows() {
        List<String> statements = new ArrayList<>();
        for (Sent sent : recorder.sent()) {
            statements.addAll(Collections.nCopies(sent.rows(), sent.sql()));
        }
        return told(Written.by(statements));
    }

    /** "UPDATE crates 1 (label)" as "update crates (label)". */
    private static String withoutKey(String operation) {
        String[] words = operation.split(" ", 3);
        int columns = operation.startsWith("UPDATE") ? operation.lastIndexOf(" (") : operation.length();
        return words[0].toLowerCase(Locale.ROOT) + " " + words[1] + operation.substring(columns);
    }

    /** What may be cut; H2 has none. */
    WireCounter wire() {
        if (variant.isOnH2()) {
            throw new IllegalStateException("H2 lies in this process");
        }
        return wire;
    }

    @Override
    public void close() {
        wire.close();
    }
}

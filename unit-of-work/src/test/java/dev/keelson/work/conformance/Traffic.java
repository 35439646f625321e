package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.conformance.Recorder.Sent;
import dev.keelson.work.shapes.Backend;
import dev.keelson.work.shapes.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What a Keelson sends to its database: on the wire where commits are one message, and by JDBC where they are plain
 * statements.
 */
final class Traffic implements AutoCloseable {

    private final Variant variant;
    private final WireCounter wire;
    private final Recorder recorder = new Recorder();

    Traffic(Variant variant, WireCounter wire) {
        this.variant = variant;
        this.wire = wire;
    }

    /** Connections whose traffic is counted here. One message needs the driver's own. */
    DataSource through(DataSource dataSource) {
        return variant.isPlain() ? recorder.over(dataSource) : dataSource;
    }

    void reset() {
        wire.reset();
        recorder.reset();
    }

    /** What was executed since the last reset, a batch as one. */
    List<String> sent() {
        return variant.isPlain() ? recorder.sent().stream().map(Sent::sql).toList() : wire.statements();
    }

    /** What of it wrote, one text for each, as "update crates (label, version)". */
    List<String> written() {
        return Written.by(sent());
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
                assertThat(Written.on(wire)).as("rows on the wire").isEqualTo(expected);
            }
        }
    }

    private List<String> rows() {
        List<String> statements = new ArrayList<>();
        for (Sent sent : recorder.sent()) {
            statements.addAll(Collections.nCopies(sent.rows(), sent.sql()));
        }
        return Written.by(statements);
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

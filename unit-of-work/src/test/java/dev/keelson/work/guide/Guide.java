package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.hydrate.Unfolded;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What Keelson prints, sends and says for the models of the guide, by the names of the blocks that show it. Used by one thread. */
final class Guide {

    private static final Pattern TABLE = Pattern.compile("(?:table|\\S+_idx on) ([\\w.]+)");

    private final Map<String, String> blocks = new TreeMap<>();

    /** Without the commit log, whose table and statement would stand in every block. */
    static KeelsonBuilder keelson() {
        return Keelson.builder().commitLog(false);
    }

    /** A builder to which this was said. */
    static KeelsonBuilder keelson(Consumer<KeelsonBuilder> mapping) {
        KeelsonBuilder keelson = keelson();
        mapping.accept(keelson);
        return keelson;
    }

    /** A database with the tables of these mappings. */
    static Store store(Consumer<KeelsonBuilder> mapping) {
        return Store.of(() -> keelson(mapping));
    }

    Map<String, String> blocks() {
        return blocks;
    }

    /**
     * Takes generated DDL.
     *
     * @param tables those to show, none for all
     */
    void ddl(String block, Consumer<KeelsonBuilder> mapping, String... tables) {
        add(
                block,
                keelson(mapping).schema().statements().stream()
                        .filter(statement ->
                                tables.length == 0 || List.of(tables).contains(table(statement)))
                        .map(statement -> statement + ";")
                        .collect(Collectors.joining("\n\n")));
    }

    private static String table(String statement) {
        Matcher table = TABLE.matcher(statement);
        return table.find() ? table.group(1) : "";
    }

    /** Takes all statements that are sent meanwhile. */
    void sent(String block, Store store, Consumer<SqlUnitOfWork> use) {
        try (SqlUnitOfWork work = store.begin()) {
            use.accept(work);
            add(block, readable(store.wire().statements(), "\n\n"));
        }
    }

    /** Takes what the second step sends. */
    <T> void after(String block, Store store, Function<SqlUnitOfWork, T> first, Consumer<T> second) {
        try (SqlUnitOfWork work = store.begin()) {
            T found = first.apply(work);
            store.wire().reset();
            second.accept(found);
            add(block, readable(store.wire().statements(), "\n\n"));
        }
    }

    /** Takes what a commit of this change writes; its locks and its check of the version are left out. */
    void written(String block, Store store, Consumer<SqlUnitOfWork> change) {
        try (SqlUnitOfWork work = store.begin()) {
            change.accept(work);
            store.wire().reset();
            work.commit();
            add(block, readable(writes(store), "\n"));
        }
    }

    private static List<String> writes(Store store) {
        return Unfolded.of(store.wire().statements()).stream()
                .filter(statement -> statement.matches("(?s)(insert|update|delete) .*"))
                .toList();
    }

    /** Takes the messages of what these throw. */
    void refused(String block, ThrowingCallable... attempts) {
        add(block, Stream.of(attempts).map(Guide::message).collect(Collectors.joining("\n\n")));
    }

    private static String message(ThrowingCallable attempt) {
        Throwable refused = catchThrowable(attempt);
        assertThat(refused).as("what was to be refused").isNotNull();
        return String.valueOf(refused.getMessage())
                .replaceAll("dev\\.keelson\\.work\\.guide\\.\\w+\\$", "shop.")
                .lines()
                .map(Lines::ofText)
                .collect(Collectors.joining("\n"));
    }

    private static String readable(List<String> statements, String between) {
        return statements.stream()
                .map(Lines::ofStatement)
                .map(statement -> statement + ";")
                .collect(Collectors.joining(between));
    }

    private void add(String block, String text) {
        if (blocks.put(block, text) != null) {
            throw new IllegalArgumentException("Two blocks of the guide are called " + block);
        }
    }
}

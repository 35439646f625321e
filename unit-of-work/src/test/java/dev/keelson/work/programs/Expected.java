package dev.keelson.work.programs;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What had to be written, and nothing else. A second write of a row is right only where rows wait for each other in a circle,
 * or where many unique values pass on: an update of optional references or unique values before or after the row's own write,
 * or a delete and an insert of a row that none refers to. Of rows in a circle at least one is written as it should.
 */
final class Expected {

    private static final int WRITES_OF_A_ROW = 3;

    private final Map<Row.Key, List<Write>> writes = new LinkedHashMap<>();
    private final Waits waits;
    private final List<Set<Row.Key>> knots = new ArrayList<>();
    private final Set<Row.Key> crowded;

    Expected(Map<Row.Key, Row> before, Map<Row.Key, Row> after) {
        List<Write> all = Write.between(before, after);
        all.forEach(write ->
                writes.computeIfAbsent(write.key(), unused -> new ArrayList<>()).add(write));
        waits = new Waits(all);
        waits.knots().forEach(knot -> {
            Set<Row.Key> rows = new HashSet<>();
            knot.forEach(write -> rows.add(write.key()));
            knots.add(rows);
        });
        crowded = waits.crowded();
    }

    boolean isNothing() {
        return writes.isEmpty();
    }

    /** How many rows wait for each other in circles, and how many give up one of many unique values. */
    String circles() {
        return knots.stream().map(Set::size).toList() + " in circles, " + crowded.size() + " in a crowd";
    }

    List<Write> written() {
        return writes.values().stream().flatMap(List::stream).toList();
    }

    /** How many rows of each table are written. */
    Map<String, Integer> rowsOfTables() {
        Map<String, Integer> rows = new HashMap<>();
        writes.keySet().forEach(row -> rows.merge(row.table(), 1, Integer::sum));
        return rows;
    }

    /** Rows that were not written as they had to be. */
    List<String> faults(List<WrittenRow> found) {
        Map<Row.Key, List<WrittenRow>> byRow = new LinkedHashMap<>();
        found.forEach(one ->
                byRow.computeIfAbsent(one.row(), unused -> new ArrayList<>()).add(one));
        Set<Row.Key> rows = new LinkedHashSet<>(writes.keySet());
        rows.addAll(byRow.keySet());
        List<String> faults = new ArrayList<>();
        Map<Row.Key, Integer> further = new HashMap<>();
        for (Row.Key row : rows) {
            List<Write> wanted = writes.getOrDefault(row, List.of());
            List<WrittenRow> done = byRow.getOrDefault(row, List.of());
            if (done.equals(wanted.stream().map(Write::written).toList())) {
                continue;
            }
            further.put(row, done.size() - wanted.size());
            if (!isOpen(row) || wanted.size() != 1 || !opens(wanted.getFirst(), done)) {
                faults.add("expected " + wanted.stream().map(Write::written).toList() + ", found " + done
                        + (isOpen(row) ? " in a circle" : ""));
            }
        }
        for (Set<Row.Key> knot : knots) {
            if (knot.stream().allMatch(further::containsKey) && !crowded.containsAll(knot)) {
                faults.add("all rows of a circle are written in steps: " + knot);
            }
            if (knot.stream().noneMatch(further::containsKey)) {
                faults.add("a circle is not opened, or is none: " + knot);
            }
        }
        return faults;
    }

    private boolean isOpen(Row.Key row) {
        return crowded.contains(row) || knots.stream().anyMatch(knot -> knot.contains(row));
    }

    private static boolean opens(Write wanted, List<WrittenRow> done) {
        Set<String> opening = new HashSet<>(wanted.table().opening());
        List<Kind> kinds = done.stream().map(WrittenRow::kind).toList();
        if (done.size() > WRITES_OF_A_ROW || done.size() < 2) {
            return false;
        }
        return switch (wanted.kind()) {
            case INSERT -> kinds.getFirst() == Kind.INSERT && openOnly(done.subList(1, done.size()), opening);
            case DELETE -> kinds.getLast() == Kind.DELETE && openOnly(done.subList(0, done.size() - 1), opening);
            case UPDATE -> isInSteps(wanted, done, opening) || isExchange(wanted, kinds);
            case HIDE, RESTORE, GUARD -> false;
        };
    }

    private static boolean openOnly(List<WrittenRow> updates, Set<String> opening) {
        return updates.stream()
                .allMatch(update -> update.kind() == Kind.UPDATE
                        && !update.columns().isEmpty()
                        && opening.containsAll(update.columns()));
    }

    private static boolean isInSteps(Write wanted, List<WrittenRow> done, Set<String> opening) {
        Set<String> columns = new TreeSet<>();
        done.forEach(update -> columns.addAll(update.columns()));
        long whole =
                done.stream().filter(one -> !opening.containsAll(one.columns())).count();
        columns.removeIf(column -> opening.contains(column) && !wanted.columns().contains(column)); // had for a moment
        return columns.equals(wanted.columns())
                && whole <= 1
                && done.stream()
                        .allMatch(one ->
                                one.kind() == Kind.UPDATE && !one.columns().isEmpty());
    }

    private static boolean isExchange(Write wanted, List<Kind> kinds) {
        boolean referred = Tables.ALL.stream()
                .flatMap(table -> table.references().stream())
                .anyMatch(reference -> reference.target().equals(wanted.table().name()));
        return !referred && !wanted.table().root() && kinds.equals(List.of(Kind.DELETE, Kind.INSERT));
    }

    /** Values of a plan that are not those that must be stored; of rows that are written once. */
    List<String> wrongValues(CommitPlan plan, String tenant) {
        List<String> wrong = new ArrayList<>();
        List<WrittenRow> written = WrittenRow.in(plan, tenant);
        List<? extends RowOperation> operations = plan.operations().stream()
                .filter(operation -> operation.kind() != Kind.GUARD)
                .toList();
        for (int i = 0; i < written.size(); i++) {
            List<Write> wanted = writes.getOrDefault(written.get(i).row(), List.of());
            Row after = wanted.isEmpty() ? null : wanted.getLast().after();
            RowOperation operation = operations.get(i);
            if (after == null || isOpen(written.get(i).row()) || operation.kind() == Kind.DELETE) {
                continue;
            }
            if (operation.kind() == Kind.INSERT
                    && !operation
                            .columns()
                            .keySet()
                            .equals(new HashSet<>(after.table().columns()))) {
                wrong.add(written.get(i) + " of columns " + operation.columns().keySet());
            }
            operation.columns().forEach((column, value) -> {
                String must = after.columns().get(column);
                if (!Objects.equals(Row.text(value), must)) {
                    wrong.add(operation.kind() + " " + after.key() + ": " + column + " = " + value + ", not " + must);
                }
            });
        }
        return wrong;
    }
}

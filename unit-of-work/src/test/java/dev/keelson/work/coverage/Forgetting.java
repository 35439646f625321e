package dev.keelson.work.coverage;

import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.VisitContext;

/** What the checker says of a statement in which one condition after the other is left out. */
public final class Forgetting {

    private Forgetting() {}

    /**
     * What came of it.
     *
     * @param whole what is wrong with the whole statement, or null
     * @param restrictions how many restrictions its references need
     * @param told of how many conditions the checker missed the one that was left out
     */
    public record Report(String whole, int restrictions, int told) {}

    /** Leaves out one condition after the other. */
    public static Report report(Coverage coverage, QueryPart statement, Moment moment, Visibility visibility) {
        Without none = coverage.read(new Without(coverage.rules(), moment, visibility, -1), statement);
        String whole = none.problem();
        int told = 0;
        for (int left = 0; left < none.seen; left++) {
            if (coverage.read(new Without(coverage.rules(), moment, visibility, left), statement)
                            .problem()
                    != null) {
                told++;
            }
        }
        int needed = 0;
        for (Frame frame : none.frames()) {
            for (Reference reference : frame.references()) {
                needed += reference.rule().walls().size();
                needed += (int) reference.rule().filters().stream()
                        .filter(filter -> visibility == Visibility.VISIBLE
                                || !filter.equals(reference.rule().hiding()))
                        .count();
            }
        }
        return new Report(whole, needed, told);
    }

    /** A reader that does not see one of the conditions. */
    private static final class Without extends Reader {

        private final int left;
        private int seen;

        private Without(Map<String, TableRule> rules, Moment moment, Visibility visibility, int left) {
            super(rules, moment, visibility);
            this.left = left;
        }

        @Override
        void restricts(VisitContext visited, Field<?> field, Predicate<TableRule> restriction) {
            if (seen++ != left) {
                super.restricts(visited, field, restriction);
            }
        }
    }
}

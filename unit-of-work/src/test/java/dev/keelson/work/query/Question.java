package dev.keelson.work.query;

import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A condition, as the database is asked and as an object is judged in memory.
 *
 * @param text shows it
 * @param <O> what is judged
 */
record Question<O>(String text, Function<Fields, Condition> asked, Judge<O> judge) {

    /** Says that something holds, that it does not, or by null that it is unknown. */
    interface Judge<O> {
        @Nullable
        Boolean of(Seen seen, O object);
    }

    boolean holds(Seen seen, O object) {
        return Boolean.TRUE.equals(judge.of(seen, object));
    }

    static <O> Question<O> anything() {
        return new Question<>("anything", fields -> DSL.noCondition(), (seen, object) -> true);
    }

    Question<O> not() {
        return new Question<>("not " + text, fields -> DSL.not(asked.apply(fields)), (seen, object) -> {
            Boolean holds = judge.of(seen, object);
            return holds == null ? null : !holds;
        });
    }

    static <O> Question<O> and(List<Question<O>> all) {
        return combined("and", all, false, DSL::and);
    }

    static <O> Question<O> or(List<Question<O>> all) {
        return combined("or", all, true, DSL::or);
    }

    /**
     * @param decisive by which one of them decides for all
     */
    private static <O> Question<O> combined(
            String word, List<Question<O>> all, boolean decisive, Function<List<Condition>, Condition> conditions) {
        return new Question<>(
                "("
                        + String.join(
                                " " + word + " ",
                                all.stream().map(Question::text).toList()) + ")",
                fields -> conditions.apply(
                        all.stream().map(one -> one.asked.apply(fields)).toList()),
                (seen, object) -> {
                    Boolean holds = !decisive;
                    for (Question<O> one : all) {
                        Boolean judged = one.judge.of(seen, object);
                        if (judged != null && judged == decisive) {
                            return decisive;
                        }
                        holds = judged == null ? null : holds;
                    }
                    return holds;
                });
    }
}

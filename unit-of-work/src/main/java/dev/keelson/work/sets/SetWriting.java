package dev.keelson.work.sets;

import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.Questions;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a write of many aggregates at once hits. Used by the thread of its unit of work, once.
 *
 * @param <S> the write itself
 */
public abstract sealed class SetWriting<S extends SetWriting<S>> permits SetUpdate, SetDelete {

    final SetTarget target;
    private final Consumer<SetWrite> recorded;
    private final Fields roots;
    private final Fields hit;
    private Condition condition = DSL.noCondition();
    private boolean restricted;
    private boolean everywhere;
    private boolean done;

    SetWriting(SetTarget target, Questions questions, Consumer<SetWrite> recorded) {
        this.target = target;
        this.recorded = recorded;
        this.roots = questions.of(new Roots(target.type(), List.of(target.model())), Visibility.VISIBLE);
        ColumnContent element = target.element();
        this.hit = element == null
                ? roots
                : questions.ofParts(target.model(), target.table(), element, target.key(), target.label());
    }

    /** What may be asked of what is hit. */
    final Fields hit() {
        return hit;
    }

    abstract S self();

    /**
     * Restricts what is hit; several restrict together. The condition is judged when the commit runs, by what the database holds
     * then.
     *
     * @param restriction what is asked of a root, or where parts are written, of a part
     * @throws IllegalArgumentException if it names a property that is not there, or compares it with what it cannot be
     */
    public S where(Function<Fields, Condition> restriction) {
        return restricted(restriction, hit);
    }

    /** Restricts the roots whose parts are hit; otherwise as {@link #where(Function)}. */
    public S whereRoot(Function<Fields, Condition> restriction) {
        return restricted(restriction, roots);
    }

    /** Restricts what is hit by conditions of jOOQ's; otherwise as {@link #where(Function)}. */
    public S where(Condition... restrictions) {
        for (Condition restriction : restrictions) {
            restrict(restriction);
        }
        return self();
    }

    /** Says that all there are be hit, which a write without a condition must say. */
    public S everywhere() {
        everywhere = true;
        return self();
    }

    private S restricted(@Nullable Function<Fields, Condition> restriction, Fields fields) {
        if (restriction == null) {
            throw Refused.because(target.label(), "a null function says what is hit", "Give one, such as one -> ...");
        }
        restrict(restriction.apply(fields));
        return self();
    }

    private void restrict(@Nullable Condition restriction) {
        if (restriction == null) {
            throw Refused.because(target.label(), "a null condition says what is hit", "Give one, or say everywhere()");
        }
        condition = condition.and(restriction);
        restricted = true;
    }

    /** Makes it part of the commit of its unit of work, behind those that were given before. */
    final void record(boolean deletes, List<Assignment> assignments) {
        if (restricted == everywhere) {
            throw Refused.because(
                    target.label(),
                    restricted ? "it has a condition, and says everywhere() as well" : "no condition says what is hit",
                    restricted
                            ? "Leave one of them out"
                            : "Say where(one -> ...), or everywhere() where all are meant");
        }
        if (done) {
            throw Refused.because(target.label(), "it is part of the commit already", "Begin another one");
        }
        done = true;
        recorded.accept(new SetWrite(target, deletes, assignments, condition));
    }
}

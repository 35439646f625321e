package dev.keelson.work.query;

import dev.keelson.work.sql.Subquery;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Where properties and parts are asked for: at the row of a root, of a part or of an element. Immutable. */
interface Place {

    /** A property by its path. */
    Compared property(String path);

    /** Where a path leads that stays in the row, or ends where it leaves it. */
    Located located(String path);

    /** A column that is there where the row is. */
    Field<Object> presence();

    /** The element itself, where it is a value. */
    Compared value();

    /** The key of an entry, where the element is one of a map. */
    Compared key();

    /**
     * What a path leads to outside of the row: elements, a part, other aggregates; one for each of the tables that may hold it.
     *
     * @param aliases gives each table a name that no other of the query has
     */
    List<Reached> reach(String path, Scene.Aliases aliases);

    /**
     * Rows that hang on another, or are referred to by it. Immutable.
     *
     * @param from their table, with others between
     * @param counted the table whose rows are counted, which need not be that of what is within them
     * @param condition that they belong to the row, and that the policies let them be seen
     * @param place where their own properties are
     */
    record Reached(Table<?> from, Table<?> counted, Condition condition, Place place) {

        Reached(Table<?> from, Condition condition, Place place) {
            this(from, from, condition, place);
        }

        /** That there is one for which this holds. */
        Condition exists(Condition further) {
            return new Subquery(from, condition.and(further)).exists();
        }

        /** How many there are. */
        Field<Integer> count() {
            return new Subquery(counted, condition).count();
        }

        /** That there is one for which what is asked does not hold, or is unknown. */
        Condition existsUnlike(Condition asked) {
            return exists(DSL.case_()
                    .when(asked, DSL.inline(0))
                    .otherwise(DSL.inline(1))
                    .eq(DSL.inline(1)));
        }

        Condition asked(Scene.Aliases aliases, @Nullable Function<Fields, ? extends @Nullable Condition> asked) {
            if (asked == null) {
                throw new IllegalArgumentException(
                        "Cannot query by a null function: it says what is asked of each. Give"
                                + " one, such as line -> line.field(\"quantity\").gt(3).");
            }
            Condition condition = asked.apply(new Fields(place, aliases));
            if (condition == null) {
                throw new IllegalArgumentException(
                        "Cannot query by a null condition: the function that says what is asked gave none.");
            }
            return condition;
        }
    }
}

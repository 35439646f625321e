package dev.keelson.work;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.sql.ErrorMeaning;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition that names a property where it is not: only the database knows which tables each part of a statement reads. */
final class OutOfPlace {

    /** What messages of the database name stands in quotes of its language; H2 names the column with its table. */
    private static final Pattern NAMED = Pattern.compile(
            "[\"\u201c\u201d\u201e\u00ab\u00bb] ?([^\"\u201c\u201d\u00ab\u00bb]+?) ?[\"\u201c\u201d\u00bb\u00ab]");

    private OutOfPlace() {}

    /** What a query is refused by: the failure itself, unless its condition is what is wrong. */
    static RuntimeException told(Engine engine, RowQuery query, DatabaseException failure) {
        if (engine.errors().meaning(failure) != ErrorMeaning.COLUMN_OUT_OF_PLACE) {
            return failure;
        }
        String type = query.roots().type().getSimpleName();
        Throwable cause = failure.getCause();
        Matcher named = NAMED.matcher(String.valueOf(cause == null ? null : cause.getMessage()));
        return new IllegalArgumentException(
                "Cannot query " + type + ": its condition or order names "
                        + (named.find() ? named.group(1) : "a column")
                        + ", which is not read where it is asked for. What work.field(Other.class, ...) gives is for"
                        + " queries of Other, and what an element gives is for the function that it was given to: ask"
                        + " another aggregate by at(\"...\", other -> ...), and elements by any(\"...\", one -> ...).",
                failure);
    }
}

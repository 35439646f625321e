package dev.keelson.work.query;

import dev.keelson.work.SqlReading;
import java.util.Comparator;
import java.util.function.Function;

/**
 * One order of roots, as the database is asked for it and as objects are sorted in memory.
 *
 * @param paged whether a page may end in it
 */
record Sorting<O>(String text, Function<SqlReading, PropertyOrder> order, Comparator<O> comparator, boolean paged) {}

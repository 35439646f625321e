package dev.keelson.work.programs;

import dev.keelson.work.Keelson;
import java.util.List;

/**
 * A database with the tables of the model, made by generated DDL and a few portable constraints, and a Keelson on it. Another
 * database, or another way to execute, is one more implementation and one more line in {@link RandomProgramsTest}.
 */
interface Backend extends AutoCloseable {

    Keelson keelson();

    /** How many connections Keelson has taken so far. */
    int connections();

    /** All rows of all tables of the model, of all tenants, by plain JDBC. */
    List<Row> rows();

    /** What rows were written since the last call, in order, told by the database itself. */
    List<WrittenRow> audit();

    /** Whether {@link #audit} is told. */
    boolean isAudited();

    /** Called now and then between two programs. */
    default void rest() {}

    @Override
    void close();
}

package dev.keelson.work.schema;

import dev.keelson.work.database.Database;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.schema.CatalogueReader.Found;
import dev.keelson.work.sql.H2Dialect;
import dev.keelson.work.sql.PostgresDialect;
import java.util.List;
import java.util.function.Function;

/** Reads the live catalogue of a database: each dialect has one. Thread-safe. */
sealed interface CatalogueSource permits CatalogueReader, JdbcCatalogue {

    /** The catalogue of this database, read as its dialect keeps it. */
    static CatalogueSource of(Database database) {
        return switch (database.profile().dialect()) {
            case PostgresDialect unused -> new CatalogueReader(database);
            case H2Dialect unused -> new JdbcCatalogue(database);
        };
    }

    /** Reads all schemas but the system's. */
    Read read();

    /**
     * What was read.
     *
     * @param found the tables, views and sequences
     * @param constraints those of the tables of a model
     */
    record Read(List<Found> found, Function<DomainModel, LiveConstraints> constraints) {}
}

package dev.keelson.work.schema;

import dev.keelson.work.database.Database;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.schema.CatalogueReader.Found;
import dev.keelson.work.sql.H2Dialect;
import dev.keelson.work.sql.PostgresDialect;
import java.util.Collection;
import java.util.List;

/** Reads the live catalogue of a database: each dialect has one. Thread-safe. */
sealed interface CatalogueSource permits CatalogueReader, JdbcCatalogue {

    /** The catalogue of this database, read as its dialect keeps it. */
    static CatalogueSource of(Database database) {
        return switch (database.profile().dialect()) {
            case PostgresDialect unused -> new CatalogueReader(database);
            case H2Dialect unused -> new JdbcCatalogue(database);
        };
    }

    /** The tables, views and sequences of all schemas but the system's. */
    List<Found> all();

    /** The tables, views and sequences of the search path and of these schemas, and perhaps of others. */
    List<Found> searchPathAnd(Collection<String> schemas);

    /** The constraints of the tables of a model. */
    LiveConstraints constraints(DomainModel model);
}

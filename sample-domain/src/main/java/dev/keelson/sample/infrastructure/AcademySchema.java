package dev.keelson.sample.infrastructure;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The schema of the academy: Flyway runs the migrations of {@code db/migration}, of which the first is what Keelson
 * prints for the mappings. Keelson itself runs none.
 */
public final class AcademySchema {

    private AcademySchema() {}

    /**
     * Brings a database up to date.
     *
     * @param owner connects as the role that owns the tables, which is not the role of the application
     * @return how many migrations were run
     */
    public static int migrate(DataSource owner) {
        return Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}

package dev.keelson.benchmarks.contestant.hibernate;

import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.FetchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** How Hibernate is set up. */
final class Factories {

    /** How many rows go in one batch. */
    static final int BATCH = 100;

    static {
        // Its log goes where everybody else's goes.
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    private Factories() {}

    static SessionFactory of(DataSource pool, Class<?>... entities) {
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("benchmarks");
        configuration.managedClasses(entities);
        configuration.property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
        configuration.property(BatchSettings.STATEMENT_BATCH_SIZE, BATCH);
        configuration.property(BatchSettings.ORDER_INSERTS, true);
        configuration.property(BatchSettings.ORDER_UPDATES, true);
        configuration.property(FetchSettings.DEFAULT_BATCH_FETCH_SIZE, 1_000);
        configuration.property(CacheSettings.USE_SECOND_LEVEL_CACHE, false);
        configuration.property(CacheSettings.USE_QUERY_CACHE, false);
        return configuration.createEntityManagerFactory();
    }
}

package dev.keelson.testing.rules.messy.domain;

import com.google.inject.Inject;
import dev.keelson.work.Keelson;
import java.sql.Timestamp;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

// region framework
@Component
public final class Tariff {

    private final DSLContext sql;
    private final Timestamp since;

    @Inject
    public Tariff(DSLContext sql, Timestamp since) {
        this.sql = sql;
        this.since = since;
    }

    public boolean isValid(Keelson keelson) {
        return keelson.statistics() != null && sql != null && since != null;
    }
}
// endregion

package dev.keelson.testing.rules.messy.application;

import java.sql.Connection;
import org.jooq.impl.DSL;

public final class OrderDesk {

    // region database
    public int count(Connection connection) {
        return DSL.using(connection).fetchCount(DSL.table("orders"));
    }
    // endregion
}

package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.ValueObject;
import java.util.Date;

// region mutable
public final class Price implements ValueObject {

    private long cents;
    private final Date since;

    public Price(long cents, Date since) {
        this.cents = cents;
        this.since = since;
    }

    public void setCents(long cents) {
        this.cents = cents;
    }
    // endregion

    long cents() {
        return cents;
    }

    Date since() {
        return since;
    }
}

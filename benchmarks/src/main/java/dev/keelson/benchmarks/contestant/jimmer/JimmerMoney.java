package dev.keelson.benchmarks.contestant.jimmer;

import java.math.BigDecimal;
import org.babyfish.jimmer.sql.Embeddable;

/** An amount of a currency. Immutable. */
@Embeddable
public interface JimmerMoney {

    BigDecimal amount();

    String currency();
}

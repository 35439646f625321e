package dev.keelson.benchmarks.contestant.jimmer;

import java.util.UUID;
import org.babyfish.jimmer.sql.Entity;
import org.babyfish.jimmer.sql.Id;
import org.babyfish.jimmer.sql.JoinColumn;
import org.babyfish.jimmer.sql.ManyToOne;
import org.babyfish.jimmer.sql.PropOverride;
import org.babyfish.jimmer.sql.Table;

/** A line as Jimmer keeps it. Immutable. */
@Entity
@Table(name = "order_lines")
public interface JimmerLine {

    @Id
    UUID id();

    @ManyToOne
    @JoinColumn(name = "order_id")
    JimmerOrder order();

    int position();

    String product();

    int quantity();

    @PropOverride(prop = "amount", columnName = "price_amount")
    @PropOverride(prop = "currency", columnName = "price_currency")
    JimmerMoney price();
}

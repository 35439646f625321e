package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;

/** Tells of aggregates whether they are surely unchanged, value by value and by method handle, which must agree. */
public final class BothWays {

    private final AggregateModel model;
    private final Comparison byValue;
    private final Comparison byHandle;

    public BothWays(AggregateModel model) {
        this.model = model;
        this.byValue = new Comparison(model, Integer.MAX_VALUE);
        this.byHandle = new Comparison(model, 1);
    }

    /** Whether it is, and if so, that taking it apart gives the very rows. */
    public boolean isSure(Object aggregate, AggregateRows rows) {
        boolean sure = new Unchanged(model, byValue, rows).isSure(aggregate, rows);

        assertThat(new Unchanged(model, byHandle, rows).isSure(aggregate, rows))
                .as("by handle, of %s", aggregate)
                .isEqualTo(sure);
        if (sure) {
            assertThat(new Dehydrator()
                            .begin()
                            .loaded(model, aggregate, rows, Targets.ANY)
                            .rows())
                    .as("the rows of %s", aggregate)
                    .isSameAs(rows);
        }
        return sure;
    }
}

package dev.keelson.sample.domain.order;

import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.shared.Text;
import java.time.Instant;

/**
 * Money that has arrived.
 *
 * @param amount how much
 * @param reference what the bank calls it
 * @param receivedAt when
 */
public record Payment(Money amount, String reference, Instant receivedAt) {

    /** Checks that it can be told from others. */
    public Payment {
        reference = Text.required("The reference of a payment", reference);
    }
}

package dev.keelson.testing.rules.messy.infrastructure;

import com.google.inject.Singleton;
import dev.keelson.kernel.Reading;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.testing.rules.messy.domain.Order;
import dev.keelson.testing.rules.messy.domain.OrderId;
import dev.keelson.testing.rules.messy.domain.PriceBook;
import org.springframework.stereotype.Service;

/** Units of work that are kept for longer than a use case. */
final class Kept {

    static final ThreadLocal<UnitOfWork> CURRENT = new ThreadLocal<>();

    private Kept() {}

    // region kept
    @Singleton
    static final class OrderEndpoint {

        private final UnitOfWork work;

        OrderEndpoint(UnitOfWork work) {
            this.work = work;
        }

        Order order(OrderId id) {
            return work.get(Order.class, id);
        }
    }
    // endregion

    @Service
    static final class PriceService {

        private final PriceBook prices;

        PriceService(PriceBook prices) {
            this.prices = prices;
        }

        PriceBook prices() {
            return prices;
        }
    }

    enum Registry {
        ONLY;

        private Reading reading;

        Reading reading() {
            return reading;
        }

        void read(Reading from) {
            reading = from;
        }
    }
}

package dev.keelson.codegen.shop;

import dev.keelson.codegen.shop.Shop.Customer;
import dev.keelson.work.KeelsonBuilder;
import java.util.function.Consumer;

/** What cannot be used as a mapping. */
public final class BadMappings {

    private BadMappings() {}

    public static final class NoConsumer {}

    public static final class WithParameter implements Consumer<KeelsonBuilder> {

        public WithParameter(String unused) {
            throw new UnsupportedOperationException(unused);
        }

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Customer.class);
        }
    }

    public abstract static class Abstract implements Consumer<KeelsonBuilder> {}

    static final class Hidden implements Consumer<KeelsonBuilder> {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Customer.class);
        }
    }

    public static final class Faulty implements Consumer<KeelsonBuilder> {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Customer.class, customer -> customer.property("nmae", name -> name.optional()));
        }
    }

    public static final class Failing implements Consumer<KeelsonBuilder> {

        @Override
        public void accept(KeelsonBuilder keelson) {
            throw new IllegalStateException("there is no configuration");
        }
    }

    /** Whose own constructor is needed. */
    public void atObject(KeelsonBuilder keelson) {
        keelson.map(Customer.class);
    }

    static void hidden(KeelsonBuilder keelson) {
        keelson.map(Customer.class);
    }

    public static void good(KeelsonBuilder keelson) {
        keelson.map(Customer.class);
    }
}

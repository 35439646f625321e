package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class InitialValueTest {

    private static final long NONE = -9_000_000_000L;

    @SuppressWarnings("unused")
    static class Fields {
        private int unsaid;
        private long zero = 0;
        private long minusOne = -1;
        private int small = -100;
        private int large = 1_234_567;
        private short narrow = -3;
        private long constant = NONE;
        private long widened = Integer.MIN_VALUE;
        private Long boxed = -1L;
        private @Nullable Integer absent = null;
        private long computed = System.nanoTime();
        private long chosen = System.nanoTime() > 0 ? -1 : 5;
        private String text = "-1";
        private long oneWay;
        private long twoWays;

        Fields() {
            oneWay = -2;
            twoWays = -3;
        }

        Fields(long twoWays) {
            this.oneWay = -2;
            this.twoWays = twoWays;
            this.minusOne = 7;
        }

        Fields(String delegating) {
            this(5);
            minusOne = 8;
        }
    }

    private static Optional<Long> of(String name) throws NoSuchFieldException {
        return InitialValue.of(Fields.class.getDeclaredField(name));
    }

    @Test
    void a_constant_is_told_as_every_constructor_begins_with_it() throws NoSuchFieldException {
        assertThat(of("minusOne")).contains(-1L);
        assertThat(of("zero")).contains(0L);
        assertThat(of("small")).contains(-100L);
        assertThat(of("large")).contains(1_234_567L);
        assertThat(of("narrow")).contains(-3L);
        assertThat(of("constant")).contains(NONE);
        assertThat(of("widened")).contains((long) Integer.MIN_VALUE);
        assertThat(of("boxed")).contains(-1L);
        assertThat(of("oneWay")).contains(-2L);
    }

    @Test
    void what_is_none_or_differs_or_is_made_is_not_told() throws NoSuchFieldException {
        for (String name : new String[] {"unsaid", "absent", "computed", "chosen", "text", "twoWays"}) {
            assertThat(of(name)).as(name).isEmpty();
        }
    }
}

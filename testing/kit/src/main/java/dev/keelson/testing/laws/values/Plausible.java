package dev.keelson.testing.laws.values;

import dev.keelson.value.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Small pools of plain values that a domain may take, and some that mappings lose. Used by one thread. */
public final class Plausible {

    private static final List<String> TEXTS = List.of(
            "Ada",
            "b",
            "EUR",
            "DE",
            "07743",
            "ada@example.org",
            "a b",
            "A1",
            "https://example.org/a",
            "2026-03-02",
            "USD",
            "3",
            "Markt 1",
            "en",
            "+491701234567",
            "DE89370400440532013000");
    private static final List<String> EDGES = List.of(" Aß€\ud83d\ude00'\\\"\n% ", " a ", "");
    private static final int[] NUMBERS = {1, 2, 3, 5, 10, 42, 7, 99};
    private static final int[] EDGE_NUMBERS = {0, -1, 127, 1_000, 30_000};
    private static final List<String> DECIMALS = List.of("1.00", "12.34", "99.99", "0.50", "5.25", "480.00");
    private static final List<String> EDGE_DECIMALS = List.of("0", "-1.50", "1000000.01", "0.01", "7");

    private final Random random;
    private final boolean daring;
    private int calm;

    Plausible(Random random, boolean daring) {
        this.random = random;
        this.daring = daring;
    }

    private boolean isEdge() {
        return random.nextInt(10) < (daring && calm == 0 ? 9 : 2);
    }

    /** Dares less from here on, since so much was refused; as often as this is told, {@link #recovered} ends it. */
    public void calmed() {
        calm++;
    }

    /** Ends what {@link #calmed} began. */
    public void recovered() {
        calm--;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /**
     * A text.
     *
     * @param limit how long it may be
     * @param fresh whether it is hardly ever the same
     */
    String text(int limit, boolean fresh) {
        if (fresh) {
            String text = "k" + Long.toUnsignedString(random.nextLong(), 36);
            return text.substring(0, Math.min(limit, text.length()));
        }
        if (limit <= 500 && random.nextInt(12) == 0) {
            return "x".repeat(limit);
        }
        String text = isEdge() ? any(EDGES) : varied(any(TEXTS));
        return text.codePointCount(0, text.length()) <= limit ? text : text.substring(0, limit);
    }

    /** Now and then other letters and digits in their places, since many rules ask for the form alone, and some that no two are the same. */
    private String varied(String text) {
        if (random.nextInt(5) < 3) {
            return text;
        }
        StringBuilder varied = new StringBuilder();
        for (int n = 0; n < text.length(); n++) {
            char one = text.charAt(n);
            if (one >= 'a' && one <= 'z') {
                varied.append((char) ('a' + random.nextInt(26)));
            } else if (one >= 'A' && one <= 'Z') {
                varied.append((char) ('A' + random.nextInt(26)));
            } else {
                varied.append(Character.isDigit(one) ? (char) ('0' + random.nextInt(10)) : one);
            }
        }
        return varied.toString();
    }

    long number(long most, boolean fresh) {
        if (fresh) {
            return most <= Short.MAX_VALUE
                    ? 1 + random.nextInt((int) most)
                    : most <= Integer.MAX_VALUE ? 1_000_000 + random.nextInt(2_000_000_000) : random.nextLong() >>> 14;
        }
        int[] pool = isEdge() ? EDGE_NUMBERS : NUMBERS;
        return Math.min(most, pool[random.nextInt(pool.length)]);
    }

    BigDecimal decimal(boolean fresh) {
        return fresh
                ? BigDecimal.valueOf(random.nextInt(1_000_000))
                : new BigDecimal(any(isEdge() ? EDGE_DECIMALS : DECIMALS));
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    LocalDate date(boolean fresh) {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(fresh ? 1_000_000 : 1_000));
    }

    LocalTime time() {
        return LocalTime.ofNanoOfDay(1_000L * (random.nextInt() & 0x3fff_ffff));
    }

    /** In microseconds, and not whole seconds. */
    Instant instant(boolean fresh) {
        return LocalDateTime.of(date(fresh), time()).toInstant(ZoneOffset.UTC);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(4)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A value in the normal form of a column, or null where nothing is known of such columns. */
    public @Nullable Object column(ColumnType type, boolean fresh) {
        return switch (type.kind()) {
            case BOOLEAN -> coin();
            case SMALLINT -> (short) number(Short.MAX_VALUE, fresh);
            case INTEGER -> (int) number(Integer.MAX_VALUE, fresh);
            case BIGINT -> number(Long.MAX_VALUE, fresh);
            case NUMERIC -> decimal(fresh);
            case REAL -> decimal(fresh).floatValue();
            case DOUBLE -> decimal(fresh).doubleValue();
            case TEXT, VARCHAR, CHAR -> text(type.size() == ColumnType.UNSIZED ? 1_000 : type.size(), fresh);
            case UUID -> uuid();
            case BYTEA -> bytes();
            case DATE -> date(fresh);
            case TIME -> time();
            case TIMESTAMP -> LocalDateTime.ofInstant(instant(fresh), ZoneOffset.UTC);
            case TIMESTAMPTZ -> instant(fresh);
            case JSONB, JSON -> any(List.of("{}", "[]", "1", "\"a\"", "{\"a\": 1}"));
            case ENUM -> type.labels().isEmpty() ? null : any(type.labels());
            case ARRAY -> {
                Object element = column(type.element(), fresh);
                yield element == null || coin() ? List.of() : List.of(element);
            }
            case RANGE -> null;
            case OTHER -> other(String.valueOf(type.name()), fresh);
        };
    }

    private String other(String name, boolean fresh) {
        return switch (name) {
            case "inet" -> "10.0.0." + random.nextInt(250);
            case "cidr" -> "10.0." + random.nextInt(250) + ".0/24";
            case "interval" -> random.nextInt(20) + " days";
            default -> text(1_000, fresh);
        };
    }
}

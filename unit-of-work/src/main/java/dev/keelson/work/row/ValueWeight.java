package dev.keelson.work.row;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What column values weigh in memory, in bytes, as a virtual machine of 64 bits with compressed pointers lays them. */
final class ValueWeight {

    private static final int SHARED = 0;
    private static final int SMALL = 24;
    private static final int LARGE = 64;

    private ValueWeight() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case null -> SHARED;
            case Boolean flag -> SHARED;
            case String text -> 40 + (isLatin(text) ? text.length() : 2L * text.length());
            case byte[] bytes -> 24L + bytes.length;
            case BigDecimal decimal -> 40 + (decimal.precision() > 18 ? LARGE + decimal.precision() / 2 : 0);
            case Number number -> SMALL;
            case List<?> array -> ofAll(array);
            case Sealed sealed -> SMALL + of(sealed.plain());
            default -> LARGE;
        };
    }

    private static long ofAll(List<?> array) {
        long weight = LARGE + 4L * array.size();
        for (Object element : array) {
            weight += of(element);
        }
        return weight;
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}

package dev.keelson.testing.laws;

import dev.keelson.testing.laws.Garage.Checksum;
import dev.keelson.testing.laws.Garage.Fuel;
import dev.keelson.testing.laws.Garage.Label;
import dev.keelson.testing.laws.Garage.Mileage;
import dev.keelson.testing.laws.Garage.Price;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Converters with a mistake each. */
final class Lossy {

    private Lossy() {}

    static ScalarConverter<Price> wholeEuros() {
        return ScalarConverter.of(
                Price.class,
                ColumnType.bigint(),
                price -> price.amount().longValue(),
                column -> new Price(BigDecimal.valueOf((Long) column)));
    }

    static ScalarConverter<Price> centsOnTheWayBack() {
        return ScalarConverter.of(
                Price.class,
                ColumnType.numeric(12, 2),
                Price::amount,
                column -> new Price(((BigDecimal) column).setScale(0, java.math.RoundingMode.DOWN)));
    }

    static ScalarConverter<Price> throughFloat() {
        return ScalarConverter.of(
                Price.class,
                ColumnType.real(),
                price -> price.amount().floatValue(),
                column -> new Price(new BigDecimal((Float) column)));
    }

    static ScalarConverter<Label> withoutNote() {
        return ScalarConverter.of(
                Label.class, ColumnType.text(), Label::text, column -> new Label((String) column, ""));
    }

    static ScalarConverter<Label> salted() {
        AtomicInteger salt = new AtomicInteger();
        return ScalarConverter.of(
                Label.class,
                ColumnType.text(),
                label -> salt.incrementAndGet() + ":" + label.text() + ":" + label.note(),
                column -> label(((String) column).substring(((String) column).indexOf(':') + 1)));
    }

    static ScalarConverter<Label> withIdentity() {
        return ScalarConverter.of(
                Label.class,
                ColumnType.text(),
                label -> System.identityHashCode(label) + ":" + label.text() + ":" + label.note(),
                column -> label(((String) column).substring(((String) column).indexOf(':') + 1)));
    }

    private static Label label(String text) {
        int middle = text.indexOf(':');
        if (middle < 0) {
            throw new IllegalArgumentException("its text is no label");
        }
        return new Label(text.substring(0, middle), text.substring(middle + 1));
    }

    static ScalarConverter<Fuel> oneCodeForTwo() {
        return ScalarConverter.of(
                Fuel.class,
                ColumnType.varchar(1),
                fuel -> fuel == Fuel.ELECTRIC ? "e" : "p",
                column -> column.equals("e") ? Fuel.ELECTRIC : Fuel.PETROL);
    }

    static ScalarConverter<Locale> languageAlone() {
        return ScalarConverter.of(
                Locale.class, ColumnType.text(), Locale::getLanguage, column -> Locale.of((String) column));
    }

    static ScalarConverter<ZonedDateTime> withoutZone() {
        return ScalarConverter.of(
                ZonedDateTime.class,
                ColumnType.timestamptz(),
                ZonedDateTime::toInstant,
                column -> ((Instant) column).atZone(ZoneId.of("UTC")));
    }

    static ScalarConverter<Mileage> counting() {
        return ScalarConverter.of(
                Mileage.class, ColumnType.integer(), mileage -> mileage.km++, column -> new Mileage((Integer) column));
    }

    /** Adds up what the converter of texts wrote last. */
    static final class Adding {

        private int last;

        ScalarConverter<String> texts() {
            return ScalarConverter.of(
                    String.class,
                    ColumnType.text(),
                    text -> {
                        last = text.hashCode();
                        return text;
                    },
                    String.class::cast);
        }

        ScalarConverter<Checksum> checksums() {
            return ScalarConverter.<Checksum>of(
                    Checksum.class, ColumnType.integer(), checksum -> last, column -> Checksum.RIGHT);
        }
    }

    /** Writes the amount of euros, and reads its columns the other way round. */
    static final class Swapped implements ValueConverter<Label> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.text()), ColumnSpec.of("note", ColumnType.text()));
        }

        @Override
        public void write(Label label, ColumnWriter columns) {
            columns.set(0, label.text());
            columns.set(1, label.note());
        }

        @Override
        public Label read(ColumnReader columns) {
            return new Label(columns.required(1, String.class), columns.required(0, String.class));
        }
    }
}

package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.value.ArrayConverters;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.StandardConverters;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.values.Ciphers;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/types.md} says of types is what becomes of them. */
class TypesGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "types.md");

    /** A row of the table of conventions: one type or more, and their column type. */
    private static final Pattern ROW = Pattern.compile("\\| (?<types>.*?) \\| `(?<column>[^`]+)` \\|.*");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static final Map<String, Class<?>> TYPES = Stream.of(
                    boolean.class,
                    Boolean.class,
                    byte.class,
                    Byte.class,
                    short.class,
                    Short.class,
                    int.class,
                    Integer.class,
                    long.class,
                    Long.class,
                    float.class,
                    Float.class,
                    double.class,
                    Double.class,
                    char.class,
                    Character.class,
                    BigInteger.class,
                    BigDecimal.class,
                    String.class,
                    UUID.class,
                    byte[].class,
                    Instant.class,
                    OffsetDateTime.class,
                    LocalDate.class,
                    LocalTime.class,
                    LocalDateTime.class,
                    Year.class,
                    YearMonth.class,
                    MonthDay.class,
                    Duration.class,
                    Period.class,
                    ZoneId.class,
                    Currency.class,
                    Locale.class,
                    URI.class,
                    InetAddress.class,
                    int[].class,
                    String[].class)
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private enum Colour {
        RED
    }

    @Test
    void every_type_of_the_table_has_the_column_type_that_stands_beside_it() throws IOException {
        List<String> told = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String line : conventions()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (Class<?> type : types(row.group("types"))) {
                    told.add(type.getSimpleName() + " " + row.group("column"));
                    found.add(type.getSimpleName() + " "
                            + converter(type).columnType().sqlName());
                }
            }
        }
        assertThat(found).isEqualTo(told).hasSize(TYPES.size() + 2); // and a Date and an enum
    }

    private static List<String> conventions() throws IOException {
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf("## One column by convention");
        return text.substring(from, text.indexOf("## Several columns", from))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Java type"))
                .toList();
    }

    private static List<Class<?>> types(String cell) {
        if (cell.equals("an enum")) {
            return List.of(Colour.class);
        }
        List<Class<?>> types = new ArrayList<>();
        Matcher name = NAME.matcher(cell);
        while (name.find()) {
            Class<?> type = name.group(1).equals("java.util.Date") ? Date.class : TYPES.get(name.group(1));
            assertThat(type).as(name.group(1)).isNotNull();
            types.add(type);
        }
        return types;
    }

    private static ScalarConverter<?> converter(Class<?> type) {
        return type.isArray() && type != byte[].class
                ? ArrayConverters.ofArray(
                        type, StandardConverters.find(type.getComponentType()).orElseThrow())
                : StandardConverters.find(type).orElseThrow();
    }

    @Test
    void the_table_of_the_example_is_the_one_that_keelson_prints() throws IOException {
        KeelsonBuilder keelson = Keelson.builder();
        TypeModels.map(keelson, Ciphers.any());
        String ddl = keelson.schema().ddl();
        String shown =
                ddl.substring(0, ddl.indexOf("create table keelson_commits")).strip();

        assertThat(Files.readString(DOCUMENT)).contains("```sql\n" + shown + "\n```\n");
    }
}

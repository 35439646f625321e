package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keelson.testing.rig.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static final int TEXTS = 3_000;

    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        database = TestDatabase.create();
        connection = database.owner().getConnection();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    static Stream<Arguments> refused() {
        String nothing = "it is no JSON: something does not belong there, near character ";
        String early = "it is no JSON: it ends too early, near character ";
        String after = "it is no JSON: something follows the value, near character ";
        String digits = "its number of %d digits %s the point does not fit jsonb, which has %d";
        return Stream.of(
                Arguments.of("", "it is no JSON: there is nothing in it"),
                Arguments.of(" \n", "it is no JSON: there is nothing in it"),
                Arguments.of("[1,2", early + 4),
                Arguments.of("\"secret", early + 7),
                Arguments.of("{\"a\":", early + 5),
                Arguments.of("[1,]", nothing + 3),
                Arguments.of("[,1]", nothing + 1),
                Arguments.of("{\"a\":1,}", nothing + 7),
                Arguments.of("{a:1}", nothing + 1),
                Arguments.of("{'a':1}", nothing + 1),
                Arguments.of("[1} ", nothing + 2),
                Arguments.of("secret", nothing + 0),
                Arguments.of("tru", nothing + 0),
                Arguments.of("True", nothing + 0),
                Arguments.of("NaN", nothing + 3),
                Arguments.of("[-Infinity]", nothing + 10),
                Arguments.of("Infinity", nothing + 8),
                Arguments.of("01", nothing + 1),
                Arguments.of("1.", nothing + 1),
                Arguments.of(".5", nothing + 0),
                Arguments.of("+1", nothing + 1),
                Arguments.of("-", early + 1),
                Arguments.of("1e", early + 2),
                Arguments.of("0x10", nothing + 1),
                Arguments.of("\"a\nb\"", nothing + 2),
                Arguments.of("\"\\x\"", nothing + 2),
                Arguments.of("\"\\u12g4\"", nothing + 5),
                Arguments.of("\"\\u004\u4f64\"", nothing + 6),
                Arguments.of("\"\\\\\\u\uff11234\"", nothing + 5),
                Arguments.of("\uFEFF1", nothing + 0),
                Arguments.of("\u00a01", nothing + 0),
                Arguments.of("\f1", nothing + 0),
                Arguments.of("/* a */ 1", nothing + 0),
                Arguments.of("1 # a", nothing + 2),
                Arguments.of("1 2", after + 2),
                Arguments.of("{} []", after + 3),
                Arguments.of("\"a\"\"b\"", after + 3),
                Arguments.of(
                        "\"a\\u0000b\"", "it holds \\u0000 in a string, which jsonb cannot store, near character 0"),
                Arguments.of(
                        "{\"\\u0000\":1}", "it holds \\u0000 in a string, which jsonb cannot store, near character 1"),
                Arguments.of("\"\\ud83d\"", "it holds a lone surrogate, near character 0"),
                Arguments.of("[0,\"\\ude00\\ud83d\"]", "it holds a lone surrogate, near character 3"),
                Arguments.of("{\"\\ud83d\":1}", nothing + 8),
                Arguments.of("\"\\ud83dx\"", "it holds a lone surrogate, near character 0"),
                Arguments.of("{\"a\":1,\"a\":1}", "a key stands twice in one object, near character 7"),
                Arguments.of(
                        "[{\"a\":{\"b\":0},\"\\u0061\":2}]", "a key stands twice in one object, near character 14"),
                Arguments.of("-0", "it holds a negative zero, which jsonb keeps as zero"),
                Arguments.of("[-0.00]", "it holds a negative zero, which jsonb keeps as zero"),
                Arguments.of("-0E+5", "it holds a negative zero, which jsonb keeps as zero"),
                Arguments.of("1" + "0".repeat(131_072), digits.formatted(131_073, "before", 131_072)),
                Arguments.of("10e131071", digits.formatted(131_073, "before", 131_072)),
                Arguments.of("0.01e131074", digits.formatted(131_073, "before", 131_072)),
                Arguments.of("1e1000000000", digits.formatted(1_000_000_001L, "before", 131_072)),
                Arguments.of("-1e999999999999999999999", digits.formatted(92_233_720_368_547_759L, "before", 131_072)),
                Arguments.of("1e-16384", digits.formatted(16_384, "after", 16_383)),
                Arguments.of("1.0e-16383", digits.formatted(16_384, "after", 16_383)),
                Arguments.of("0e-16384", digits.formatted(16_384, "after", 16_383)),
                Arguments.of("0." + "0".repeat(16_384), digits.formatted(16_384, "after", 16_383)),
                Arguments.of("0e1073741824", "its number of an exponent above 1073741823 does not fit jsonb"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses_by_a_clause_without_the_text_what_the_server_refuses_or_changes(String text, String clause) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.check(text))
                .withMessage(clause)
                .withNoCause();

        String kept = kept(text);
        if (kept != null) {
            assertThat(clause)
                    .containsAnyOf("a key stands twice in one object", "it holds a negative zero, which jsonb keeps");
            assertThat(kept.replaceAll("\\s", "")).isNotEqualTo(text.replaceAll("\\s", ""));
        }
    }

    /** Half a character cannot even be sent. */
    @Test
    void refuses_a_lone_surrogate_in_the_text_itself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.check("\"a\ud83d\""))
                .withMessage("it holds a lone surrogate, at character 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.check("\"\\ud83d\ude00\""))
                .withMessage("it holds a lone surrogate, at character 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.check("\"\ude00\ud83d\""))
                .withMessage("it holds a lone surrogate, at character 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "0",
                "0e5",
                "0.00",
                "10e131070",
                "0.01e131073",
                "1e-16383",
                "0e-16383",
                "0e1073741823",
                "1e00000000000000000005",
                "\"\"",
                "{\"\":{}}",
                "[{\"a\":1},{\"a\":1}]",
                "{\"a\":{\"a\":[{\"a\":1}]}}",
                "\"\\ud83d\\ude00\ud83d\ude00\u007f\uffff\"",
                "\t\r\n [ ] "
            })
    void takes_what_the_server_keeps(String text) {
        assertThatCode(() -> JsonText.check(text)).doesNotThrowAnyException();
        assertThat(kept(text)).isNotNull();
        assertThat(JsonText.same(text, kept(text))).isTrue();
    }

    @Test
    void takes_numbers_of_as_many_digits_as_the_server_does() {
        String text = "-" + "9".repeat(131_072) + "." + "9".repeat(16_383);

        JsonText.check(text);

        assertThat(JsonText.same(text, kept(text))).isTrue();
        assertThat(JsonText.same(text, text.replaceAll("9$", "8"))).isFalse();
    }

    @Test
    void takes_500_levels_and_refuses_501() {
        String most = "[{\"a\":".repeat(250) + "1" + "}]".repeat(250);

        JsonText.check(most);

        assertThat(JsonText.same(most, kept(most))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.check("[" + most + "]"))
                .withMessage("it is nested more than 500 deep, near character 1496");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.check("[".repeat(1_000_000)))
                .withMessage("it is nested more than 500 deep, near character 500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.same("1", "[".repeat(1_000_000)))
                .withMessage("it is nested more than 500 deep, near character 500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[2]}    | { \"b\" : [ 2 ] , \"a\" : 1 } | true",
                "[1,2]                  | [2,1]                         | false",
                "[1]                    | [1,1]                         | false",
                "{\"a\":1}              | {\"a\":1,\"b\":null}          | false",
                "{\"a\":1,\"a\":2}      | {\"a\":2}                     | true",
                "\"\\u00e9\\/\"         | \"é/\"                        | true",
                "\"1\"                  | 1                             | false",
                "\"true\"               | true                          | false",
                "null                   | false                         | false",
                "{}                     | []                            | false",
                "1E2                    | 100                           | true",
                "1.0E10                 | 10000000000                   | true",
                "15e-1                  | 1.5                           | true",
                "1.50e1                 | 15.0                          | true",
                "1.5                    | 1.50                          | false",
                "1                      | 1.0                           | false",
                "100                    | 10                            | false",
                "0.01                   | 0.10                          | false",
                "1                      | -1                            | false",
                "0e5                    | 0                             | true",
                "0.0                    | 0                             | false",
                "-0                     | 0                             | true",
                "1e1000000000           | 10e999999999                  | true",
                "1e1000000000           | 1e1000000001                  | false",
                "9007199254740993       | 9007199254740992              | false",
                "0.1                    | 0.1000000000000000055         | false"
            })
    void same_goes_by_what_the_server_keeps(String one, String other, boolean same) {
        assertThat(JsonText.same(one, other)).isEqualTo(same);
        assertThat(JsonText.same(other, one)).isEqualTo(same);
        assertThat(JsonText.same("{\"x\":[" + one + "]}", "{\"x\":[" + other + "]}"))
                .isEqualTo(same);
    }

    @Test
    void same_refuses_what_is_no_json() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.same("1", "secret"))
                .withMessage("it is no JSON: something does not belong there, near character 0")
                .withNoCause();
    }

    @Test
    void what_is_stored_as_jsonb_is_read_back_as_the_same() {
        long seed = System.nanoTime();
        System.out.println("JsonTextTest seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = RandomJson.text(random);
            String kept = kept(text);

            assertThatCode(() -> JsonText.check(text))
                    .as("seed %d: %s", seed, text)
                    .doesNotThrowAnyException();
            assertThat(kept).as("seed %d: %s", seed, text).isNotNull();
            assertThat(JsonText.same(text, kept)).as("seed %d: %s", seed, text).isTrue();
        }
    }

    /** Texts broken at random: what is taken, the server keeps; what the server keeps, is taken or changed. */
    @Test
    void agrees_with_the_server_about_broken_texts() {
        long seed = System.nanoTime();
        System.out.println("JsonTextTest broken seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = broken(RandomJson.text(random), random);
            String kept = kept(text);
            String refusal = refusal(text);

            assertThat(refusal == null)
                    .as("seed %d: %s: %s but kept as %s", seed, text, refusal, kept)
                    .isEqualTo(kept != null
                            && (refusal == null
                                    || !refusal.startsWith("a key stands twice")
                                            && !refusal.startsWith("it holds a negative zero")));
            assertThat(refusal != null || JsonText.same(text, kept))
                    .as("seed %d: %s kept as %s", seed, text, kept)
                    .isTrue();
        }
    }

    @Test
    void says_that_jackson_is_there_only_where_it_is() throws Exception {
        assertThat(JsonText.isAvailable()).isTrue();

        URL classes = JsonText.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader without = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> alone = without.loadClass(JsonText.class.getName());

            assertThat(alone).isNotSameAs(JsonText.class);
            assertThat(alone.getMethod("isAvailable").invoke(null)).isEqualTo(false);
        }
    }

    private static String broken(String text, RandomGenerator random) {
        StringBuilder broken = new StringBuilder(text);
        String pieces = "{}[],:\"\\0123456789.eE+-tfn \u0001\u00a0udD8/*#'x";
        for (int changes = random.nextInt(1, 3); changes > 0; changes--) {
            int at = random.nextInt(broken.length() + 1);
            char piece = pieces.charAt(random.nextInt(pieces.length()));
            switch (random.nextInt(3)) {
                case 0 -> broken.insert(at, piece);
                case 1 -> broken.delete(at, Math.min(at + 1, broken.length()));
                default -> broken.replace(at, Math.min(at + 1, broken.length()), String.valueOf(piece));
            }
        }
        return isWhole(broken.toString()) ? broken.toString() : text;
    }

    private static boolean isWhole(String text) {
        return JsonText.loneSurrogate(text) < 0;
    }

    private static @Nullable String refusal(String text) {
        try {
            JsonText.check(text);
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    /** What the server makes of it, or null if it refuses. */
    private static @Nullable String kept(String text) {
        try (PreparedStatement statement = connection.prepareStatement("select cast(? as jsonb)::text")) {
            statement.setString(1, text);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException refused) {
            return null;
        }
    }
}

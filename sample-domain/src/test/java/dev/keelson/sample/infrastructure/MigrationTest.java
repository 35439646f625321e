package dev.keelson.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.work.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final String HEADER = """
        -- The tables of the academy, as Keelson prints them for its mappings: Keelson.builder()...schema().ddl().
        -- MigrationTest compares the two. Once released, a migration stays as it is and changes go into the next.

        """;

    @Test
    void the_first_migration_is_what_keelson_prints_for_the_mappings_of_today() throws IOException {
        String printed = HEADER + ddl();
        Path today = Path.of("target", "V1__academy.sql");
        Files.createDirectories(today.getParent());
        Files.writeString(today, printed);

        assertThat(migration())
                .as("src/main/resources/db/migration/V1__academy.sql; today's text is in %s", today)
                .isEqualTo(printed);
    }

    /** Printing needs no database: the pool is never opened. */
    private static String ddl() {
        return Guice.createInjector(new AcademyModule(new HikariDataSource()))
                .getInstance(Schema.class)
                .ddl();
    }

    private static String migration() throws IOException {
        try (InputStream file = MigrationTest.class.getResourceAsStream("/db/migration/V1__academy.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

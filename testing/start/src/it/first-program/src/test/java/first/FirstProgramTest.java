package first;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FirstProgramTest {

    private static final Path DDL = Path.of("first.sql");

    @Test
    void the_tables_are_those_that_the_mapping_needs() throws IOException {
        assertEquals(
                Keelson.builder().map(Order.class).schema().ddl().strip(),
                Files.readString(DDL).strip());
    }

    @Test
    void an_order_is_stored_changed_and_read() throws IOException {
        TestDatabase database = TestDatabase.create();
        database.execute(Files.readString(DDL));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed));
        try {
            String url = database.application().getJdbcUrl();
            String user = database.application().getUsername();
            FirstProgram.main(new String[] {url + (url.contains("?") ? "&" : "?") + "user=" + user});
        } finally {
            System.setOut(before);
            database.close();
        }

        assertEquals(
                "Ada [Line[item=Compilers, quantity=2]]", printed.toString().strip());
    }
}

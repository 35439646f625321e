package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.laws.MappingLaws;
import dev.keelson.testing.rules.DddRules;
import dev.keelson.testing.rules.LayeringRules;
import dev.keelson.work.Keelson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import shop.infrastructure.ShopMapping;

@KeelsonTest(ShopMapping.class)
class RulesTest {

    @Test
    void layers_look_inwards() {
        LayeringRules.check("shop");
    }

    @Test
    void aggregates_are_aggregates(Keelson keelson) {
        DddRules.check(keelson, "shop");
    }

    @Test
    void the_migration_is_what_the_mapping_needs(Keelson keelson) throws IOException {
        assertEquals(
                Files.readString(Path.of("shop.sql")).strip(),
                keelson.schema().ddl().strip());
    }

    @Test
    void what_is_stored_comes_back(Keelson keelson) {
        MappingLaws.check(keelson);
    }
}

package dev.keelson.sample.infrastructure;

import dev.keelson.sample.infrastructure.mapping.AcademyMapping;
import dev.keelson.testing.laws.MappingLaws;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import org.junit.jupiter.api.Test;

/** The mappings of the academy keep the laws of mappings, for a tenant, with row security and soft delete. */
class MappingLawsTest {

    // region laws
    @Test
    void the_academy_keeps_the_laws() {
        try (TestDatabase database = TestDatabase.fromTemplate("academy-laws", AcademySchema::migrate)) {
            KeelsonBuilder builder = Keelson.builder().dataSource(database.application());
            new AcademyMapping().accept(builder);

            MappingLaws.check(builder.build());
        }
    }
    // endregion
}

package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Very many aggregates are streamed in a heap that could not hold them, and very many are asked for by their identifiers. */
class StreamMemoryTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final long STREAMED = SOAK ? 1_000_000 : 30_000;
    private static final int MEBIBYTES = SOAK ? 128 : 20;
    private static final long ASKED = 10_000;

    @Test
    void a_stream_goes_through_a_small_heap() throws IOException, InterruptedException {
        try (TestDatabase database = TestDatabase.create();
                HikariDataSource pool = database.application()) {
            database.execute(Parcel.mapped().schema().ddl());
            database.execute(Parcel.inserts("generate_series(1, " + STREAMED + ") n"));
            database.execute("create index on parcels (weight, id)", "analyze parcels", "analyze parcel_labels");
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + MEBIBYTES + "m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-XX:TieredStopAtLevel=1",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-Dorg.jooq.no-logo=true",
                            "-Dorg.jooq.no-tips=true",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            StreamedParcels.class.getName(),
                            pool.getJdbcUrl(),
                            pool.getUsername(),
                            Integer.toString(MEBIBYTES))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println("StreamMemoryTest " + MEBIBYTES + " MiB in " + (System.nanoTime() - begun) / 1_000_000
                    + " ms: " + told.strip());

            assertThat(process.waitFor()).as(told).isZero();
            assertThat(told.strip()).isEqualTo("streamed " + STREAMED + " of sum " + STREAMED * (STREAMED + 1) / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void ten_thousand_identifiers_and_their_aggregates(Setting setting) {
        String series = setting == Setting.H2
                ? "(select \"X\" n from system_range(1, " + ASKED + ")) s"
                : "generate_series(1, " + ASKED + ") n";
        try (PolicyStage stage = PolicyStage.open(setting, Parcel.mapped(), Parcel.inserts(series));
                SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.NOON))) {
            List<Long> ids = work.query(Parcel.class)
                    .orderBy(work.field(Parcel.class, "id").asc())
                    .ids();
            assertThat(ids).isEqualTo(LongStream.rangeClosed(1, ASKED).boxed().toList());
            Map<Long, Parcel> parcels = work.findAll(Parcel.class, ids);
            assertThat(parcels.keySet()).containsExactlyElementsOf(ids);
            assertThat(parcels.values())
                    .allSatisfy(parcel -> assertThat(parcel.labels())
                            .singleElement()
                            .returns("parcel " + parcel.id(), Parcel.Label::text));
        }
    }
}

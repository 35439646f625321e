package dev.keelson.work;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An identifier that no row can have is that of no aggregate. */
class ImpossibleIdentifierTest {

    record Code(String value) {}

    static final class Job {
        private final Code id;

        Job(Code id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void who_looks_for_it_finds_none(Setting setting) {
        KeelsonBuilder jobs =
                Keelson.builder().map(Job.class, job -> job.property("id", id -> id.type(ColumnType.varchar(5))));
        try (PolicyStage stage = PolicyStage.open(setting, jobs)) {
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> work.add(new Job(new Code("short"))));
            Code impossible = new Code("too long");
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER), Isolation.LOCKING)) {
                assertThat(work.find(Job.class, impossible)).isEmpty();
                assertThat(work.find(Job.class, impossible, Lock.FOR_UPDATE)).isEmpty();
                assertThat(work.exists(Job.class, impossible)).isFalse();
                assertThat(work.findAll(Job.class, List.of(impossible, new Code("short"))))
                        .containsOnlyKeys(new Code("short"));
                assertThatThrownBy(() -> work.getAll(Job.class, List.of(impossible)))
                        .isInstanceOf(AggregateNotFoundException.class);
                assertThatThrownBy(() -> work.get(Job.class, impossible))
                        .isInstanceOf(AggregateNotFoundException.class);
                assertThatThrownBy(() -> work.find(Job.class, "short")).isInstanceOf(IllegalArgumentException.class);
                assertThat(work.query(Job.class)
                                .where(job -> job.field("id").eq(impossible))
                                .list())
                        .isEmpty();
            }
        }
    }
}

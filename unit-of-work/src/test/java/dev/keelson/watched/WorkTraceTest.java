package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.watch.WorkTrace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What nobody closes is told by the line of code that began it. */
class WorkTraceTest {

    private static final WatchStage stage = new WatchStage();

    @AfterAll
    static void drop() {
        stage.close();
    }

    @Test
    void it_tells_what_was_begun_and_not_ended_with_the_line_of_code() {
        WorkTrace trace = new WorkTrace();
        try (Keelson traced = stage.open(builder -> builder.workTrace(trace))) {
            SqlUnitOfWork first = traced.begin(Shop.ACME);
            SqlUnitOfWork second = traced.begin(Shop.ACME);
            traced.run(
                    Shop.ACME,
                    work -> assertThat(trace.open())
                            .extracting(WorkTrace.Begun::what)
                            .containsExactly("a unit of work begun", "a unit of work begun", "a call"));
            first.close();

            assertThat(trace.open()).singleElement().satisfies(begun -> {
                assertThat(begun.thread()).isSameAs(Thread.currentThread());
                assertThat(begun.toString())
                        .startsWith("a unit of work begun for jane, at dev.keelson.watched.WorkTraceTest."
                                + "it_tells_what_was_begun_and_not_ended_with_the_line_of_code(WorkTraceTest.java:");
            });
            second.close();
            assertThat(trace.open()).isEmpty();
        }
    }
}

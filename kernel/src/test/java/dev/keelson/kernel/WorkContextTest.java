package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkContextTest {

    private static final WorkContext CONTEXT = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    @Test
    void names_tenant_and_actor() {
        assertThat(CONTEXT.tenant()).contains(TenantId.of("acme"));
        assertThat(CONTEXT.actor()).isEqualTo(Actor.of("jane"));
        assertThat(CONTEXT).hasToString("WorkContext[tenant=acme, actor=jane]");
        assertThat(WorkContext.of(Actor.of("jane")).tenant()).isEmpty();
        assertThat(WorkContext.of(Actor.of("jane"))).hasToString("WorkContext[no tenant, actor=jane]");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:15:30.123456789Z, 2026-11-21T10:15:30.123456Z",
        "2026-11-21T10:15:30.123456Z, 2026-11-21T10:15:30.123456Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void any_clock_ticks_in_microseconds(Instant now, Instant seen) {
        WorkContext context = CONTEXT.withClock(Clock.fixed(now, ZoneOffset.UTC));

        assertThat(context.clock().instant()).isEqualTo(seen);
        assertThat(context.withClock(context.clock()).clock().instant()).isEqualTo(seen);
    }

    @Test
    void the_clock_is_in_utc_unless_given() {
        assertThat(CONTEXT.clock().getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(CONTEXT.clock().instant().getNano() % 1_000).isZero();
    }

    @Test
    void withClock_copies() {
        Clock other = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        assertThat(CONTEXT.withClock(other)).isEqualTo(CONTEXT.withClock(other)).isNotEqualTo(CONTEXT);
        assertThat(CONTEXT.withClock(other)).hasSameHashCodeAs(CONTEXT.withClock(other));
        assertThat(CONTEXT.clock().instant()).isAfter(Instant.EPOCH);
    }

    @Test
    void names_are_taken_exactly() {
        assertThat(TenantId.of(" Acme ").value()).isEqualTo(" Acme ");
        assertThat(TenantId.of("Acme")).isNotEqualTo(TenantId.of("acme"));
    }

    @Test
    void a_blank_name_or_one_with_control_characters_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.of(" "))
                .withMessage("Cannot make a tenant id of a blank text. Say who it is.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.of("jane\n"))
                .withMessage(
                        "Cannot make an actor of a text with control character U+000A at index 4. Names come as they"
                                + " are; remove it where the name is read.");
    }
}

package dev.keelson.work.policy;

import dev.keelson.kernel.TenantId;
import java.util.List;

/** A policy as a user would write it: the tenant of each transaction as row-level security reads it. */
final class Walled implements Policy {

    @Override
    public String name() {
        return "walled";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return TableRule.NONE;
    }

    @Override
    public List<SessionSetting> settings() {
        return List.of(
                new SessionSetting(
                        "app.tenant",
                        moment -> moment.context().tenant().map(TenantId::value).orElseThrow()),
                new SessionSetting(
                        "app.actor", moment -> moment.context().actor().name()));
    }
}

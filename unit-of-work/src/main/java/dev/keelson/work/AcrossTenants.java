package dev.keelson.work;

import dev.keelson.kernel.Name;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** That a unit of work writes what all tenants share, as it is told. */
final class AcrossTenants {

    private static final Logger LOG = LoggerFactory.getLogger(AcrossTenants.class);

    private AcrossTenants() {}

    /**
     * The reason, once it is logged.
     *
     * @throws IllegalArgumentException if it says nothing
     */
    static String told(String reason, WorkContext context) {
        if (!Name.isVisible(reason)) {
            throw new IllegalArgumentException("Cannot work across tenants without a reason: it is logged, so that"
                    + " somebody can see later why. Say it: work.acrossTenants(\"new list of countries\").");
        }
        LOG.info(
                "A unit of work of {}{} writes what all tenants share: {}",
                context.actor().name(),
                context.tenant()
                        .map(TenantId::value)
                        .map(" for tenant "::concat)
                        .orElse(""),
                reason);
        return reason;
    }
}

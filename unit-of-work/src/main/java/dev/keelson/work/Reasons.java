package dev.keelson.work;

import dev.keelson.kernel.Name;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a unit of work may do what others may not: each reason is logged, so that somebody can see later why. */
final class Reasons {

    private static final Logger LOG = LoggerFactory.getLogger(Reasons.class);

    private Reasons() {}

    /**
     * Why one writes what all tenants share, once it is logged.
     *
     * @throws IllegalArgumentException if it says nothing
     */
    static String acrossTenants(String reason, WorkContext context) {
        require(reason, "work across tenants", "work.acrossTenants(\"new list of countries\")");
        LOG.info("A unit of work of {} writes what all tenants share: {}", whose(context), reason);
        return reason;
    }

    /**
     * Logs why one reads rows of all tenants by SQL.
     *
     * @throws IllegalArgumentException if it says nothing
     */
    static void sqlAcrossTenants(String reason, WorkContext context) {
        require(reason, "read across tenants", "sql.acrossTenants(\"the report of all tenants' sales\")");
        LOG.info("SQL of {} reads across tenants: {}", whose(context), reason);
    }

    /**
     * Logs why one sees what is deleted and hidden.
     *
     * @throws IllegalArgumentException if it says nothing
     */
    static void includingDeleted(String reason, WorkContext context) {
        require(reason, "include what is deleted", "work.includingDeleted(\"the customer asks what became of it\")");
        LOG.info("A unit of work of {} sees what is deleted and hidden: {}", whose(context), reason);
    }

    private static void require(String reason, String attempted, String mend) {
        if (!Name.isVisible(Objects.requireNonNull(reason, "reason"))) {
            throw new IllegalArgumentException("Cannot " + attempted
                    + " without a reason: it is logged, so that somebody can see later why. Say it: " + mend + ".");
        }
    }

    private static String whose(WorkContext context) {
        return context.actor().name()
                + context.tenant()
                        .map(TenantId::value)
                        .map(" for tenant "::concat)
                        .orElse("");
    }
}

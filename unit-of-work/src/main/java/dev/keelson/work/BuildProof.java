package dev.keelson.work;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.database.Database;
import dev.keelson.work.load.Loader;
import dev.keelson.work.mapping.build.ModelBuilder.Built;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.schema.Acceptances;
import dev.keelson.work.schema.Catalogue;
import dev.keelson.work.schema.IdentityProof;
import dev.keelson.work.schema.PolicyCollisions;
import dev.keelson.work.schema.ProvedIdentity;
import dev.keelson.work.schema.RowSecurityProof;
import dev.keelson.work.schema.SchemaValidator;
import dev.keelson.work.schema.SchemaWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link KeelsonBuilder#build()} proves before anything runs. Used by one thread, once. */
final class BuildProof {

    private static final Logger LOG = LoggerFactory.getLogger(BuildProof.class);
    private static final int MAX_LOAD_WIDTH = 1_600;

    private final Policies policies;
    private final boolean keepsLog;
    private final Database database;
    private final Catalogue catalogue;
    private final Acceptances acceptances;

    /**
     * @param acceptances which warnings do no harm
     */
    BuildProof(Policies policies, boolean keepsLog, Database database, Catalogue catalogue, Acceptances acceptances) {
        this.database = database;
        this.policies = policies;
        this.keepsLog = keepsLog;
        this.catalogue = catalogue;
        this.acceptances = acceptances;
    }

    /**
     * What is wrong with the mapping, or else with what policies say of it; of a faulty mapping aggregates are missing, so that nothing
     * could be told of policies.
     */
    static List<Fault> faults(Built built, Policies policies, boolean keepsLog) {
        return built.faults().isEmpty() ? policies.faults(keepsLog ? CommitLogTable.ROWS : null) : built.faults();
    }

    /**
     * Proves the mappings, the policies, the identity of their rows, the columns by which policies keep rows apart and the row-level
     * security that they ask for; and, where asked to, that they fit the live tables. Logs each warning that nobody accepted.
     *
     * @throws MappingException with all faults
     */
    ProvedIdentity prove(Built built, boolean validates) {
        List<Fault> faults = new ArrayList<>(faults(built, policies, keepsLog));
        SchemaValidator validator = new SchemaValidator();
        faults.addAll(
                validates
                        ? validator.validate(built.model(), policies, keepsLog, catalogue)
                        : validator.scopes(built.model(), policies, keepsLog, catalogue));
        faults.addAll(PolicyCollisions.faults(built.model(), policies, keepsLog, database.profile()));
        RowSecurityProof security = RowSecurityProof.of(built.model(), policies, keepsLog, database);
        faults.addAll(security.faults());
        ProvedIdentity identity = new IdentityProof(policies, catalogue)
                .prove(built.model(), keepsLog)
                .with(security.warnings());
        faults.addAll(identity.faults());
        if (built.faults().isEmpty()) { // else tables are missing from the model
            faults.addAll(acceptances.faults(identity));
        }
        faults.addAll(tooWide(built.model()));
        refuse(faults);
        acceptances.report(identity.warnings()).warnings().forEach(BuildProof::log);
        return identity;
    }

    private static void log(SchemaWarning warning) {
        LOG.warn(
                "{}: {}. To mend it, {}; or say why it does no harm: .accept(\"{}\", \"...\")",
                warning.path(),
                warning.problem(),
                warning.mend(),
                warning.table());
    }

    /** Aggregates that share identifiers are loaded together where a type above them is asked for. */
    private static List<Fault> tooWide(DomainModel model) {
        Map<Class<?>, List<AggregateModel>> families = new LinkedHashMap<>();
        for (AggregateModel aggregate : model.aggregates()) {
            families.computeIfAbsent(aggregate.family(), unused -> new ArrayList<>())
                    .add(aggregate);
        }
        List<Fault> faults = new ArrayList<>();
        families.forEach((family, members) -> {
            int width = Loader.width(members);
            if (width > MAX_LOAD_WIDTH) {
                faults.add(new Fault(
                        family.getSimpleName(),
                        "its load needs " + width + " columns, and one statement has at most " + MAX_LOAD_WIDTH,
                        "Split the aggregate, or store rarely read parts as one JSON column"));
            }
        });
        return faults;
    }

    /**
     * Ends a build.
     *
     * @throws MappingException with these faults, if there are any
     */
    static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new MappingException(faults.stream().distinct().toList());
        }
    }
}

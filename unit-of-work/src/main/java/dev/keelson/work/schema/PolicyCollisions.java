package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Role;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns that a property and a policy have, or two policies, and properties that claim to be a policy's column and are not. */
@Internal
public final class PolicyCollisions {

    private PolicyCollisions() {}

    /**
     * All of them, told without a database.
     *
     * @param commitLog whether the table of committed commands is used
     */
    public static List<Fault> faults(
            DomainModel model, Policies policies, boolean commitLog, StatementProfile profile) {
        Mends mends = new Mends(profile);
        List<Fault> faults = new ArrayList<>();
        model.aggregates().forEach(aggregate -> carried(aggregate, policies).ifPresent(faults::add));
        for (TableShape table : Shapes.of(model, policies, commitLog)) {
            Map<String, ColumnShape> seen = new HashMap<>();
            for (ColumnShape column : table.columns()) {
                ColumnShape other = seen.putIfAbsent(column.name(), column);
                if (other != null) {
                    of(table, other, column, mends).ifPresent(faults::add);
                }
            }
        }
        return faults;
    }

    /** The fault of two columns of one name, if one of them is a policy's; the mapping tells of its own columns itself. */
    static Optional<Fault> of(TableShape table, ColumnShape one, ColumnShape other, Mends mends) {
        if (one.role() != Role.POLICY && other.role() != Role.POLICY) {
            return Optional.empty();
        }
        ColumnShape mapped = one.role() == Role.POLICY ? other : one;
        ColumnShape policys = one.role() == Role.POLICY ? one : other;
        boolean mayCarry = policys.scope() != null
                && mapped.role() == Role.PROPERTY
                && table.path().indexOf('.') < 0;
        return Optional.of(new Fault(
                table.path() + "." + mapped.label(),
                "column " + table.name() + "." + one.name() + " already belongs to a policy",
                mayCarry ? mends.sharedWall(mapped) : mends.shared(mapped)));
    }

    private static Optional<Fault> carried(AggregateModel aggregate, Policies policies) {
        Carried carried = aggregate.belonging().carried();
        if (carried == null) {
            return Optional.empty();
        }
        Column column = aggregate.root().column(carried.column());
        List<PolicyColumn> walls = policies.rule(aggregate.root()).walls();
        Optional<PolicyColumn> wall =
                walls.stream().filter(one -> one.name().equals(column.name())).findFirst();
        if (walls.isEmpty()) {
            return Optional.of(new Fault(
                    carried.path(),
                    "it is said to carry the tenant, and no policy keeps tenants apart",
                    "add one: .policy(Tenancy.byColumn(\"" + column.name() + "\")), or leave out .tenant(...)"));
        }
        if (wall.isEmpty()) {
            String wanted = walls.get(0).name();
            return Optional.of(new Fault(
                    carried.path(),
                    "it lies in column " + aggregate.root().table() + "." + column.name() + ", and the "
                            + walls.get(0).noun() + " in " + wanted,
                    "have it lie there: .property(\"" + aggregate.within(carried.path()) + "\", p -> p.column(\""
                            + wanted + "\"))"));
        }
        return wall.get().type().javaType() == column.type().javaType()
                ? Optional.empty()
                : Optional.of(new Fault(
                        carried.path(),
                        "its values are " + column.type() + ", and those of the policy's column " + column.name()
                                + " are " + wall.get().type(),
                        "make the policy by the type of the domain, as Tenancy.byColumn(\"" + column.name()
                                + "\", ColumnType...), or give the property another type"));
    }
}

package dev.keelson.work.mapping.build;

import dev.keelson.kernel.Refs;
import dev.keelson.work.mapping.PropertyConfig.Role;
import dev.keelson.work.mapping.RefsConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Containers;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.mapping.draft.Tables.EntityTable;
import dev.keelson.work.mapping.draft.ValueDraft;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.mapping.reference.Links;
import dev.keelson.work.mapping.reference.References.Identity;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.Late;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps properties that hold other objects with an identity: the object that this one lies in, an entity of the same aggregate,
 * the root of another aggregate. Used by one thread.
 */
final class ReferenceBuilder {

    private final BuildContext context;
    private final Tables tables;
    private final ColumnBuilder columns;

    ReferenceBuilder(BuildContext context, Tables tables, ColumnBuilder columns) {
        this.context = context;
        this.tables = tables;
        this.columns = columns;
    }

    /** What kind of other object a property holds, or null where it holds a value. */
    @Nullable
    Role role(ValueDraft value, Place place) {
        if (value.correction().role() != null) {
            return value.correction().role();
        }
        Class<?> raw = Types.raw(value.type());
        if (ClassScan.isPlatform(raw)) {
            return null;
        }
        boolean isOwner =
                place.around().owners().stream().anyMatch(owner -> raw.isAssignableFrom(owner) || isOneOf(owner, raw));
        if (isOwner) {
            return Role.BACK_REFERENCE;
        }
        boolean likeItself = !place.around().owners().isEmpty()
                && place.isRow()
                && raw == place.around().row();
        if (likeItself) {
            if (holdsItsOwnKind(place, raw)) {
                return Role.BACK_REFERENCE;
            }
            return tables.entity(raw) == null ? null : Role.SIBLING;
        }
        return context.rootOf(value.type()).isPresent() ? Role.REFERENCE : null;
    }

    private boolean holdsItsOwnKind(Place place, Class<?> raw) {
        return context.properties(place.type()).stream()
                .anyMatch(property ->
                        Containers.isContainer(property.valueType()) && Types.raw(property.elementType()) == raw);
    }

    /** Whether a class is one of those of a hierarchy that stand for its type. */
    private static boolean isOneOf(Class<?> owner, Class<?> raw) {
        return Modifier.isAbstract(owner.getModifiers()) && !ClassScan.isPlatform(owner) && owner.isAssignableFrom(raw);
    }

    Optional<? extends Content> object(Role role, ValueDraft value, Place place, TableDraft table, boolean created) {
        return switch (role) {
            case BACK_REFERENCE -> back(value, place);
            case REFERENCE -> reference(value.type(), value, place, table, false);
            case SIBLING -> sibling(value, place, table, created);
        };
    }

    private Optional<ParentContent> back(ValueDraft value, Place place) {
        Class<?> raw = Types.raw(value.type());
        List<PropertyDraft> alike = context.properties(place.type()).stream()
                .filter(property -> property.valueType() == raw
                        && place.corrections().property(place.within(property)).role() == null)
                .toList();
        if (value.correction().role() == null && alike.size() > 1) {
            context.faults()
                    .add(
                            value.path(),
                            "could be the " + raw.getSimpleName() + " around it, and so could '"
                                    + alike.stream()
                                            .map(PropertyDraft::name)
                                            .filter(name -> !value.within().endsWith(name))
                                            .findFirst()
                                            .orElse("another")
                                    + "'",
                            "say what each is: .property(\"...\", p -> p.backReference()) or p.reference()");
            return Optional.empty();
        }
        return Optional.of(new ParentContent(raw));
    }

    Optional<ReferenceContent> ref(@Nullable Type target, ValueDraft value, Place place, TableDraft table) {
        if (target == null || context.rootOf(target).isEmpty()) {
            context.faults()
                    .add(
                            value.path(),
                            "is a Ref to " + (target == null ? "an unknown type" : target.getTypeName())
                                    + ", which is no aggregate root that is mapped",
                            "declare it as Ref<TheRoot>, and register that: .map(TheRoot.class)");
            return Optional.empty();
        }
        return reference(target, value, place, table, true);
    }

    private Optional<ReferenceContent> reference(
            Type target, ValueDraft value, Place place, TableDraft table, boolean onDemand) {
        Class<?> raw = Types.raw(target);
        Optional<Identity> identity = context.rootOf(target).flatMap(context.references()::ofRoot);
        if (identity.isEmpty()) {
            if (context.rootOf(target).isEmpty()) {
                context.faults()
                        .add(
                                value.path(),
                                raw.getName() + " is no aggregate root that is mapped",
                                "register it: .map(" + raw.getSimpleName() + ".class)");
            }
            return Optional.empty();
        }
        return columns.columns(value.as(identity.get().type()), place, table, identity)
                .map(identifier -> new ReferenceContent(
                        identifier, Walk.columns(identifier), context.links().target(raw), onDemand));
    }

    private Optional<SiblingContent> sibling(ValueDraft value, Place place, TableDraft table, boolean created) {
        EntityTable target = tables.entity(Types.raw(value.type()));
        String name = Types.raw(value.type()).getSimpleName();
        if (target == null) {
            context.faults()
                    .add(
                            value.path(),
                            "refers to a " + name
                                    + " within the aggregate, but no entity of this class with an identifier"
                                    + " is mapped before it",
                            "give " + name
                                    + " an id, declare the collection that holds it first, or hold its identifier");
            return Optional.empty();
        }
        if (created) {
            context.faults()
                    .add(
                            value.path(),
                            "refers to another " + name + " of the aggregate, which may be made after this one, but is"
                                    + " set by the constructor",
                            "make the field non-final and no parameter of the constructor, or hold the identifier");
            return Optional.empty();
        }
        if (value.correction().cipher() != null) {
            context.faults()
                    .add(
                            value.path(),
                            "refers to another " + name + " of the aggregate, and no key can be encrypted",
                            "leave .encrypted(...) out");
        }
        tables.refersTo(target.index());
        return columns.columns(value.asSibling(target.type()), place, table, Optional.empty())
                .map(identifier -> {
                    List<Integer> own = Walk.columns(identifier);
                    List<String> key = target.table().columns(target.key()).stream()
                            .map(Column::name)
                            .toList();
                    if (own.size() == key.size()) {
                        table.addForeignKey(new ForeignKey(own, target.table().name(), key, false));
                    }
                    return new SiblingContent(identifier, own, target.index(), target.identifier());
                });
    }

    Optional<RefsContent> refs(PropertyDraft draft, Place place) {
        Type target = draft.argument(Refs.class, 0);
        if (target == null || context.rootOf(target).isEmpty()) {
            context.faults()
                    .add(
                            place.path(draft),
                            "is Refs to " + (target == null ? "an unknown type" : target.getTypeName())
                                    + ", which is no aggregate root that is mapped",
                            "declare it as Refs<TheRoot>, and register that: .map(TheRoot.class)");
            return Optional.empty();
        }
        if (!place.around().owners().isEmpty()) {
            context.faults()
                    .add(
                            place.path(draft),
                            "finds other aggregates by the key of a part; only a root is referred to from outside",
                            "move it to the root");
            return Optional.empty();
        }
        Late<RefsContent.Route> route = new Late<>();
        RefsConfig config = place.corrections().refs(place.within(draft));
        context.links().add(new Links.Refs(tables.root(), place.path(draft), Types.raw(target), config, route));
        return Optional.of(new RefsContent(tables.root(), place.path(draft), route));
    }
}

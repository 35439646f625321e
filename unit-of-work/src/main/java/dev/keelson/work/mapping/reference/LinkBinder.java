package dev.keelson.work.mapping.reference;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.RefsContent.Inverse;
import dev.keelson.work.model.RefsContent.Route;
import dev.keelson.work.model.RefsContent.Through;
import dev.keelson.work.model.Roots;
import dev.keelson.work.scan.Faults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Binds what mappings say of each other, once all are there. Used by one thread, once. */
public final class LinkBinder {

    private final Links links;
    private final DomainModel model;
    private final Faults faults;

    public LinkBinder(Links links, DomainModel model, Faults faults) {
        this.links = links;
        this.model = model;
        this.faults = faults;
    }

    public void bind() {
        for (Links.Target target : links.targets()) {
            model.roots(target.type()).ifPresent(target.roots()::set); // else a fault was told of its mapping
        }
        for (Links.Refs refs : links.refs()) {
            model.roots(refs.type()).flatMap(roots -> route(refs, roots)).ifPresent(refs.route()::set);
        }
    }

    private Optional<Route> route(Links.Refs refs, Roots targets) {
        if (targets.members().size() > 1) {
            faults.add(
                    refs.path(),
                    "finds aggregates of which each class has a table of its own, so that no one column leads to them",
                    "refer to one class, or use a query");
            return Optional.empty();
        }
        List<Links.Reference> theirs = links.references().stream()
                .filter(reference -> reference.holder() == targets.first().family()
                        && reference.target() == refs.holder()
                        && refs.config().through() == null
                        && matches(reference, refs.config().inverseOf()))
                .toList();
        List<Links.Reference> ours = links.references().stream()
                .filter(reference -> reference.holder() == refs.holder()
                        && reference.target() == targets.first().family()
                        && reference.table() > 0
                        && refs.config().inverseOf() == null
                        && matches(reference, refs.config().through()))
                .toList();
        if (theirs.size() + ours.size() != 1) {
            ambiguous(refs, targets, theirs, ours);
            return Optional.empty();
        }
        return theirs.isEmpty()
                ? Optional.of(
                        new Through(targets, ours.get(0).table(), ours.get(0).columns()))
                : inverse(refs, targets, theirs.get(0));
    }

    private Optional<Route> inverse(Links.Refs refs, Roots targets, Links.Reference reference) {
        AggregateModel target = targets.first();
        if (reference.table() > 0 && target.tables().get(reference.table()).parent() != 0) {
            faults.add(
                    refs.path(),
                    "'" + reference.path() + "' lies too deep in the other aggregate to be followed backwards",
                    "refer from the root or from one of its own collections, or use a query");
            return Optional.empty();
        }
        return Optional.of(new Inverse(targets, reference.table(), reference.columns()));
    }

    /** Whether it is the property asked for, if one was. */
    private static boolean matches(Links.Reference reference, @Nullable String asked) {
        String path = reference.path();
        return asked == null || path.substring(path.indexOf('.') + 1).equals(asked);
    }

    private void ambiguous(Links.Refs refs, Roots targets, List<Links.Reference> theirs, List<Links.Reference> ours) {
        String name = targets.type().getSimpleName();
        if (theirs.isEmpty() && ours.isEmpty()) {
            String asked = refs.config().inverseOf() == null
                    ? refs.config().through()
                    : refs.config().inverseOf();
            faults.add(
                    refs.path(),
                    asked == null
                            ? "nothing leads to the " + name + "s: none of their properties refers to "
                                    + refs.holder().getSimpleName()
                                    + ", and it holds no collection of their identifiers"
                            : "no property '" + asked + "' relates the two",
                    "name the property of " + name + ": .refs(\"...\", r -> r.inverseOf(\"...\")), or the own"
                            + " collection: r.through(\"...\")");
            return;
        }
        List<String> found = Stream.concat(theirs.stream(), ours.stream())
                .map(Links.Reference::path)
                .toList();
        faults.add(
                refs.path(),
                "more than one way leads to the " + name + "s: " + String.join(", ", found),
                "choose: .refs(\"...\", r -> r.inverseOf(\"...\")) or r.through(\"...\")");
    }
}

package dev.keelson.work.mapping.reference;

import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.scan.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which objects refer to which, and which of them must exist before which can be made: a circle through constructors alone cannot
 * be closed. Used by one thread, once.
 */
public final class ReferenceGraph {

    /**
     * An object reference from one aggregate to another.
     *
     * @param path the property, as "Order.customer"
     * @param target the other aggregate
     * @param needed whether the object that holds it cannot be made without it
     */
    private record Edge(String path, AggregateModel target, boolean needed) {}

    /** An object around the one that is looked at. */
    private static final class Frame {
        private final Class<?> type;
        private boolean made;

        private Frame(Class<?> type) {
            this.type = type;
        }
    }

    private final Map<AggregateModel, List<Edge>> edges = new LinkedHashMap<>();
    private final List<Fault> backward = new ArrayList<>();

    /** A way back to an object that is made only after the one that needs it. */
    private record Fault(String path, String owner) {}

    public ReferenceGraph(DomainModel model) {
        for (AggregateModel aggregate : model.aggregates()) {
            List<Edge> found = new ArrayList<>();
            edges.put(aggregate, found);
            shape(aggregate.shape(), new ArrayList<>(), found);
        }
    }

    private void shape(Shape shape, List<Frame> around, List<Edge> found) {
        for (ObjectModel object : Walk.objects(shape)) {
            Frame frame = new Frame(object.type());
            around.add(frame);
            for (Property property : object.properties()) {
                frame.made = !property.created();
                content(object, property, property.content(), around, found);
            }
            around.remove(around.size() - 1);
        }
    }

    private void content(ObjectModel object, Property property, Content content, List<Frame> around, List<Edge> found) {
        String path = object.path() + "." + property.name();
        switch (content) {
            case ReferenceContent reference -> {
                if (!reference.onDemand() && reference.target().isSet()) {
                    boolean needed = property.created() && !property.nullable();
                    reference.target().get().members().forEach(target -> found.add(new Edge(path, target, needed)));
                }
            }
            case ParentContent parent -> parent(path, property, parent, around);
            case EmbeddedContent embedded -> shape(embedded.shape(), around, found);
            case CollectionContent collection -> content(object, property, collection.element(), around, found);
            case PartContent part -> content(object, property, part.element(), around, found);
            case WrappedContent wrapped -> content(object, property, wrapped.inner(), around, found);
            case ScalarContent scalar -> {}
            case ConvertedContent converted -> {}
            case SiblingContent sibling -> {}
            case TreeContent tree -> {}
            case RefsContent refs -> {}
        }
    }

    private void parent(String path, Property property, ParentContent parent, List<Frame> around) {
        for (int i = around.size() - 2; i >= 0; i--) {
            if (parent.type().isAssignableFrom(around.get(i).type)) {
                if (property.created() && !around.get(i).made) {
                    backward.add(new Fault(path, around.get(i).type.getSimpleName()));
                }
                return;
            }
        }
    }

    /** No circle may need each of its objects before the next. */
    public void checkCreation(Faults faults) {
        for (Fault fault : backward) {
            faults.add(
                    fault.path(),
                    "is set by the constructor, but the " + fault.owner()
                            + " around it is made only afterwards, since its"
                            + " own constructor takes what leads here",
                    "make the field non-final and no parameter of the constructor, or fill the collection of "
                            + fault.owner() + " after construction");
        }
        edges.keySet().forEach(start -> circle(start, start, new ArrayList<>(), faults));
    }

    private void circle(AggregateModel start, AggregateModel at, List<String> path, Faults faults) {
        for (Edge edge : edges.getOrDefault(at, List.of())) {
            if (!edge.needed() || path.contains(edge.path())) {
                continue;
            }
            path.add(edge.path());
            boolean closes = edge.target().equals(start);
            if (closes && path.get(0).equals(Collections.min(path))) { // told once, not from each of its aggregates
                faults.add(
                        path.get(0),
                        "a circle of references goes through constructors alone: " + String.join(" -> ", path),
                        "make one of these fields non-final and no parameter of the constructor, or hold a Ref or the"
                                + " identifier");
            } else if (!closes) {
                circle(start, edge.target(), path, faults);
            }
            path.remove(path.size() - 1);
        }
    }

    /** A chain of references between different aggregates must not be longer than a load follows. */
    public void checkLevels(int levels, Faults faults) {
        edges.keySet().forEach(start -> levels(start, new ArrayList<>(List.of(start)), start.name(), levels, faults));
    }

    private void levels(AggregateModel at, List<AggregateModel> passed, String path, int left, Faults faults) {
        for (Edge edge : edges.getOrDefault(at, List.of())) {
            if (passed.contains(edge.target())) {
                continue; // in a circle of classes the objects decide how far it goes
            }
            String further = path + edge.path().substring(edge.path().indexOf('.'));
            if (left == 0) {
                faults.add(
                        further,
                        "is more levels of references away than a load follows",
                        "hold a Ref or the identifier somewhere on the way, or raise .maxReferenceLevels(...)");
                continue;
            }
            passed.add(edge.target());
            levels(edge.target(), passed, further, left - 1, faults);
            passed.remove(passed.size() - 1);
        }
    }
}

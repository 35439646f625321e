package dev.keelson.work.shapes;

import java.util.List;
import java.util.stream.Stream;

/** Every shape there is, theme by theme. */
final class AllShapes {

    private AllShapes() {}

    static Stream<Shape<?, ?>> stream() {
        return Stream.of(
                        ValueShapes.all(),
                        SealedValueShapes.all(),
                        TypeShapes.all(),
                        IdentityShapes.all(),
                        VersionShapes.all(),
                        ForeignIdShapes.all(),
                        ReferenceShapes.all(),
                        RefShapes.all(),
                        ChildrenShapes.all(),
                        GrandchildrenShapes.all(),
                        ValueCollectionShapes.all(),
                        MapShapes.all(),
                        NestedCollectionShapes.all(),
                        ParentShapes.all(),
                        TreeShapes.all(),
                        PartShapes.all(),
                        SingleTableShapes.all(),
                        JoinedShapes.all(),
                        TablePerClassShapes.all(),
                        ChildHierarchyShapes.all(),
                        StateMachineShapes.all(),
                        MakingShapes.all(),
                        LegacyShapes.all())
                .flatMap(List::stream);
    }
}

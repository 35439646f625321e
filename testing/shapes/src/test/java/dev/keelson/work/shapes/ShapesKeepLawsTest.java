package dev.keelson.work.shapes;

import dev.keelson.testing.laws.MappingLaws;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No shape that mappings are known to keep breaks a law: what the laws find is a fault. Every shape by soak, one of each theme else. */
class ShapesKeepLawsTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int EACH = 7;

    static Stream<Shape<?, ?>> shapes() {
        List<Shape<?, ?>> all = AllShapes.stream().toList();
        return Stream.iterate(0, n -> n < all.size(), n -> n + (SOAK ? 1 : EACH))
                .map(all::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void a_shape_keeps_all_laws(Shape<?, ?> shape) {
        MappingLaws.of(stage.of(shape).keelson()).states(SOAK ? 20 : 4).check();
    }
}

package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables, statements and messages that {@code docs/mapping.md} and its pages show are those that Keelson makes of the Java beside them;
 * that the Java is compiled is proved where all documents are. {@code -Dkeelson.guide=write} writes them anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappingGuideTest {

    private Map<String, String> made = Map.of();
    private Document document;

    @BeforeAll
    void makes_all_blocks() throws IOException {
        Guide guide = new Guide();
        tell(guide);
        send(guide);
        made = guide.blocks();
        if ("write".equals(System.getProperty("keelson.guide"))) {
            Document.rewrite(made);
        }
        document = Document.read();
    }

    private static void tell(Guide guide) {
        RootModels.tell(guide);
        IdentityModels.tell(guide);
        ValueModels.tell(guide);
        CollectionModels.tell(guide);
        MapModels.tell(guide);
        GraphModels.tell(guide);
        PartModels.tell(guide);
        ReferenceModels.tell(guide);
        RefModels.tell(guide);
        HierarchyModels.tell(guide);
        MakingModels.tell(guide);
        FaultModels.tell(guide);
    }

    /** What is sent, with as few databases as the same tables in different forms allow. */
    private static void send(Guide guide) {
        try (Store one = Guide.store(MappingGuideTest::mapped);
                Store other = Guide.store(MappingGuideTest::mappedOtherwise);
                Store third = Guide.store(HierarchyModels::perClass)) {
            RootModels.send(guide, one);
            IdentityModels.send(guide, one);
            ValueModels.send(guide, one);
            CollectionModels.send(guide, one);
            PartModels.send(guide, one, other);
            ReferenceModels.send(guide, one);
            RefModels.send(guide, one);
            HierarchyModels.send(guide, one, other, third);
            FaultModels.send(guide, one);
        }
    }

    private static void mapped(KeelsonBuilder keelson) {
        RootModels.product(keelson);
        IdentityModels.map(keelson);
        ValueModels.parcel(keelson);
        CollectionModels.order(keelson);
        CollectionModels.roster(keelson);
        CollectionModels.article(keelson);
        PartModels.ownTable(keelson);
        ReferenceModels.delivery(keelson);
        RefModels.map(keelson);
        HierarchyModels.single(keelson);
        FaultModels.cart(keelson);
    }

    private static void mappedOtherwise(KeelsonBuilder keelson) {
        PartModels.sharedKey(keelson);
        HierarchyModels.joined(keelson);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(made.keySet());
        names.addAll(document.made().keySet());
        return names;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void a_block_shows_what_keelson_makes(String block) {
        assertThat(document.made().get(block))
                .as("block %s of docs/mapping/; -Dkeelson.guide=write writes it anew", block)
                .isEqualTo(made.get(block));
    }

    @Test
    void no_block_is_there_that_nobody_proves() {
        assertThat(document.unproved()).isZero();
    }
}

package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

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
 * The tables, statements and messages that {@code docs/mapping.md} shows are those that Keelson makes of the Java beside them;
 * that the Java is compiled is proved where all documents are. {@code -Dkeelson.guide=write} writes them anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappingGuideTest {

    private Map<String, String> made = Map.of();
    private Document document;

    @BeforeAll
    void makes_all_blocks() throws IOException {
        Guide guide = new Guide();
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
        made = guide.blocks();
        if ("write".equals(System.getProperty("keelson.guide"))) {
            Document.rewrite(made);
        }
        document = Document.read();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(made.keySet());
        names.addAll(document.made().keySet());
        return names;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void a_block_shows_what_keelson_makes(String block) {
        assertThat(document.made().get(block))
                .as("block %s of docs/mapping.md; -Dkeelson.guide=write writes it anew", block)
                .isEqualTo(made.get(block));
    }

    @Test
    void no_block_is_there_that_nobody_proves() {
        assertThat(document.unproved()).isZero();
    }

    @Test
    void every_link_within_the_document_leads_to_a_heading() {
        assertThat(document.deadLinks()).isEmpty();
    }
}

package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jmolecules.ddd.annotation.Identity;
import org.junit.jupiter.api.Test;

/** Which property an annotation of jMolecules says to be the identity. */
class IdentityAnnotationTest {

    static class OnField {
        String name;

        @Identity
        String number;
    }

    record OnComponent(String name, @Identity String number) {}

    static class OnBeanGetter {
        String name;
        String number;

        @Identity
        public String getNumber() {
            return number;
        }
    }

    static class OnGetter {
        String name;
        String number;

        @Identity
        String number() {
            return number;
        }
    }

    static class Inherited extends OnGetter {
        String more;
    }

    @Identity
    @Retention(RetentionPolicy.RUNTIME)
    @interface Key {}

    static class ByOwnAnnotation {
        String name;

        @Key
        String number;
    }

    static class OnOther {
        String name;

        @Identity
        String number(String prefix) {
            return prefix + name;
        }
    }

    private static String identity(Class<?> type) {
        return ClassScan.identity(ClassScan.properties(type, ClassRules.NONE), type)
                .map(PropertyDraft::name)
                .orElse("none");
    }

    @Test
    void it_stands_on_a_field_a_component_or_a_getter() {
        assertThat(identity(OnField.class)).isEqualTo("number");
        assertThat(identity(OnComponent.class)).isEqualTo("number");
        assertThat(identity(OnBeanGetter.class)).isEqualTo("number");
        assertThat(identity(OnGetter.class)).isEqualTo("number");
    }

    @Test
    void it_is_inherited() {
        assertThat(identity(Inherited.class)).isEqualTo("number");
    }

    @Test
    void it_may_stand_on_an_annotation_of_ones_own() {
        assertThat(identity(ByOwnAnnotation.class)).isEqualTo("number");
    }

    @Test
    void a_class_without_it_says_nothing() {
        assertThat(identity(OnOther.class)).isEqualTo("none");
    }
}

package dev.keelson.value.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/** Sees to it that no name of a class in JSON is followed: neither one that tells a subclass, nor a {@link Class}. */
final class ClassNames {

    private ClassNames() {}

    static JsonMapper notFollowedBy(JsonMapper mapper) {
        return mapper.rebuild()
                .polymorphicTypeValidator(
                        BasicPolymorphicTypeValidator.builder().build())
                .addModule(new SimpleModule("keelson-no-class-names").addDeserializer(Class.class, new Refusal()))
                .build();
    }

    @SuppressWarnings("rawtypes") // so is the class of a class
    private static final class Refusal extends StdDeserializer<Class> {

        Refusal() {
            super(Class.class);
        }

        @Override
        public Class deserialize(JsonParser parser, DeserializationContext context) {
            return context.reportInputMismatch(Class.class, "no class is loaded by its name in JSON");
        }
    }
}

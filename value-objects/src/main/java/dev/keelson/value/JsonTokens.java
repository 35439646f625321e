package dev.keelson.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@link JsonText} does with Jackson, in a class of its own since only this one cannot be loaded without it. No
 * message of Jackson's is passed on: they quote the text. Thread-safe.
 */
final class JsonTokens {

    private static final int MAX_DEPTH = 500;
    /** In bytes of UTF-8; one more character is one too many in any case. */
    private static final int MAX_STRING = 0x0FFF_FFFF;

    /** Jackson's limits keep off what this class refuses by itself, or {@code jsonb} takes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_STRING)
                    .build())
            .build();

    private enum Literal {
        TRUE,
        FALSE,
        NULL
    }

    private JsonTokens() {}

    /**
     * Checks a text.
     *
     * @param text a text without lone surrogates, which strings can then only have by an escape, as NUL characters do
     */
    static void check(String text) {
        boolean escapes = text.contains("\\u");
        Deque<Set<String>> objects = new ArrayDeque<>();
        read(text, (token, parser) -> {
            switch (token) {
                case START_OBJECT -> objects.push(new HashSet<>());
                case END_OBJECT -> objects.pop();
                case PROPERTY_NAME -> {
                    if (escapes) {
                        checkEscaped(parser, parser.currentName());
                    }
                    if (!objects.getFirst().add(parser.currentName())) {
                        throw at(parser, "a key stands twice in one object");
                    }
                }
                case VALUE_STRING -> {
                    if (escapes) {
                        checkEscaped(parser, parser.getString());
                    }
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    String number = parser.getString();
                    JsonNumber.of(number).check(number);
                }
                default -> {}
            }
        });
    }

    /** Returns the value as maps, lists, strings, numbers and literals, equal where the JSON is the same. */
    static Object tree(String text) {
        Tree tree = new Tree();
        read(text, tree);
        return tree.top.getFirst();
    }

    private static void read(String text, Visitor visitor) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("it is no JSON: there is nothing in it");
            }
            int depth = 0;
            do {
                if (token == null) {
                    throw at(parser, "it is no JSON: it ends too early");
                }
                if (token.isStructStart() && ++depth > MAX_DEPTH) {
                    throw at(parser, "it is nested more than %d deep".formatted(MAX_DEPTH));
                }
                visitor.visit(token, parser);
                if (token.isStructEnd()) {
                    depth--;
                }
                if (depth > 0) {
                    token = parser.nextToken();
                }
            } while (depth > 0);
            if (parser.nextToken() != null) {
                throw at(parser, "it is no JSON: something follows the value");
            }
        } catch (JacksonException e) {
            throw refusal(e);
        }
    }

    private static void checkEscaped(JsonParser parser, String string) {
        if (string.indexOf(0) >= 0) {
            throw at(parser, "it holds \\u0000 in a string, which jsonb cannot store");
        }
        if (JsonText.loneSurrogate(string) >= 0) {
            throw at(parser, "it holds a lone surrogate");
        }
    }

    private static IllegalArgumentException at(JsonParser parser, String clause) {
        return new IllegalArgumentException(
                clause + ", near character " + parser.currentTokenLocation().getCharOffset());
    }

    /** Tells where, and by the class of Jackson's exception what, and drops it. */
    private static IllegalArgumentException refusal(JacksonException e) {
        String clause = switch (e) {
            case StreamConstraintsException tooLong -> "a string or key of it is too long for jsonb";
            case UnexpectedEndOfInputException end -> "it is no JSON: it ends too early";
            default -> "it is no JSON: something does not belong there";
        };
        return new IllegalArgumentException(
                e.getLocation() == null
                        ? clause
                        : clause + ", near character " + e.getLocation().getCharOffset());
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(JsonToken token, JsonParser parser);
    }

    /** Builds a tree without recursion. */
    private static final class Tree implements Visitor {

        private final List<Object> top = new ArrayList<>(1);
        private final Deque<Object> open = new ArrayDeque<>();
        private final Deque<String> keys = new ArrayDeque<>();

        @Override
        public void visit(JsonToken token, JsonParser parser) {
            switch (token) {
                case START_OBJECT -> open.push(add(new HashMap<String, Object>()));
                case START_ARRAY -> open.push(add(new ArrayList<>()));
                case END_OBJECT, END_ARRAY -> open.pop();
                case PROPERTY_NAME -> keys.push(parser.currentName());
                case VALUE_STRING -> add(parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(JsonNumber.of(parser.getString()));
                case VALUE_TRUE -> add(Literal.TRUE);
                case VALUE_FALSE -> add(Literal.FALSE);
                default -> add(Literal.NULL);
            }
        }

        @SuppressWarnings("unchecked") // only these two are ever opened
        private Object add(Object value) {
            @Nullable Object parent = open.peek();
            if (parent == null) {
                top.add(value);
            } else if (parent instanceof Map<?, ?> map) {
                ((Map<String, Object>) map).put(keys.pop(), value);
            } else {
                ((List<Object>) parent).add(value);
            }
            return value;
        }
    }
}

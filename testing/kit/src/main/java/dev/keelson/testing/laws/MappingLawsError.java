package dev.keelson.testing.laws;

import java.util.List;

/** Tells each law that a mapping breaks, with the seed that shows it again and the smallest state that was found to break it. */
public final class MappingLawsError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final long seed;

    @SuppressWarnings("serial") // a list of the JDK's, of records of texts
    private final List<Broken> broken;

    /**
     * A law that is broken.
     *
     * @param law the law
     * @param aggregate the aggregate's type, as "Order"
     * @param path the property, as "Order.lines[0].price"; the aggregate alone where it is about the whole
     * @param expected what the law asks for
     * @param found what there is instead
     * @param example the smallest state that was found to break it; empty where no state is needed
     */
    public record Broken(Law law, String aggregate, String path, String expected, String found, String example)
            implements java.io.Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return law + " of " + aggregate + ", at " + path + "\n  expected: " + indented(expected) + "\n  found:    "
                    + indented(found)
                    + (example.isEmpty() ? "" : "\n  example:  " + indented(example));
        }

        private static String indented(String text) {
            return text.replace("\n", "\n            ");
        }
    }

    MappingLawsError(long seed, List<Broken> broken, List<String> further) {
        super(text(seed, broken, further));
        this.seed = seed;
        this.broken = List.copyOf(broken);
    }

    private static String text(long seed, List<Broken> broken, List<String> further) {
        StringBuilder text = new StringBuilder("The mapping breaks ")
                .append(broken.size() == 1 ? "a law" : broken.size() + " laws")
                .append(" (to see the same again: MappingLaws.of(keelson).seed(")
                .append(seed)
                .append("L).check()):");
        for (Broken one : broken) {
            text.append("\n\n").append(one);
        }
        further.forEach(one -> text.append("\n\n").append(one));
        return text.toString();
    }

    /** The seed of the states that were tried. */
    public long seed() {
        return seed;
    }

    /** The laws that are broken, each with an example. */
    public List<Broken> broken() {
        return broken;
    }
}

package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The mapping does not fit the classes or the schema; thrown at start-up with all faults together, or at the use of a
 * type that was never mapped.
 */
public final class MappingException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One fault of the mapping.
     *
     * @param path where, such as {@code "Order.shippingAddress.city"}
     * @param problem what was found, as a clause without full stop
     * @param mend what to do, as a clause without full stop
     */
    public record Fault(String path, String problem, String mend) {

        /** Guards against nulls. */
        public Fault {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(mend, "mend");
        }
    }

    /** Makes the exception of all faults, of which there is at least one. */
    public MappingException(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    /** Returns all faults, in the order found. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("A MappingException needs at least one fault");
        }
        StringBuilder text = new StringBuilder("Cannot use the mapping: ")
                .append(faults.size() == 1 ? "1 fault." : faults.size() + " faults, all listed.");
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            text.append("\n  %d. %s: %s. %s".formatted(i + 1, fault.path(), fault.problem(), sentence(fault.mend())));
        }
        return text.toString();
    }

    private static String sentence(String clause) {
        boolean ended = clause.endsWith("?") || clause.endsWith(".");
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + (ended ? "" : ".");
    }
}

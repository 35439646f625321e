package dev.keelson.kernel.error;

import java.io.Serial;

/** A policy, tenancy or one of the application's own, refused; nothing was sent. */
public final class PolicyViolationException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String policy;

    /**
     * Makes the exception.
     *
     * @param policy the policy's name, such as {@code "tenancy"}
     * @param problem what was found, as a clause without full stop
     * @param mend what to do, as a clause without full stop
     */
    public PolicyViolationException(String policy, String problem, String mend) {
        super("Cannot go on under policy %s: %s. %s.".formatted(policy, problem, mend));
        this.policy = policy;
    }

    /** Returns the policy's name. */
    public String policy() {
        return policy;
    }
}

package dev.keelson.kernel;

/**
 * Who acts: a user, a service or a job, as the audit columns shall name it.
 *
 * <p>It grants nothing; authorisation is not Keelson's concern. Taken exactly as given.
 *
 * @param name the actor's name: something visible, without control characters and lone surrogates
 */
public record Actor(String name) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if nothing of the name is visible, or it holds a control character or a lone surrogate
     */
    public Actor {
        Name.check("an actor", name);
    }

    /**
     * Returns the actor of this name.
     *
     * @throws IllegalArgumentException if nothing of the name is visible, or it holds a control character or a lone surrogate
     */
    public static Actor of(String name) {
        return new Actor(name);
    }
}

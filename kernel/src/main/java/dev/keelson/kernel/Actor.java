package dev.keelson.kernel;

/**
 * Who acts: a user, a service or a job, as the audit columns shall name it.
 *
 * <p>It grants nothing; authorisation is not Keelson's concern. Taken exactly as given.
 *
 * @param name the actor's name: not blank, without control characters
 */
public record Actor(String name) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is blank or holds a control character
     */
    public Actor {
        Name.check("an actor", name);
    }

    /**
     * Returns the actor of this name.
     *
     * @throws IllegalArgumentException if the name is blank or holds a control character
     */
    public static Actor of(String name) {
        return new Actor(name);
    }
}

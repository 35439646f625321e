package dev.keelson.testing.rig;

/**
 * What shall go wrong on the wire, once: it strikes the first connection that sends a request after it was armed.
 * Immutable.
 */
sealed interface Fault {

    /** The connection ends when some messages of requests have passed: the next one never reaches the server. */
    record CutRequest(int after) implements Fault {}

    /** The connection ends when some bytes of requests have passed, be it within a message. */
    record CutRequestBytes(long after) implements Fault {}

    /** Some messages of the answer pass; the rest is lost, though the server finishes what it was asked. */
    record CutReply(int after) implements Fault {}

    /** The client loses its connection; its request stays under way until it is released to the server. */
    record HoldRequest() implements Fault {}
}

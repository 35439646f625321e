package dev.keelson.testing.rig;

/**
 * What passed over a wire since the last reset. The opening of connections is never in it.
 *
 * @param roundTrips how often the client asked and waited for the answer, however many messages it asked by
 * @param statements executions sent, those of BEGIN, COMMIT and ROLLBACK left out; reading on in a result that is
 *     fetched in parts is no new one
 * @param parses statements sent for parsing, transaction control included
 * @param bytesUp bytes from the client to the server
 * @param bytesDown bytes from the server to the client
 */
public record Counts(int roundTrips, int statements, int parses, long bytesUp, long bytesDown) {

    static final Counts ZERO = new Counts(0, 0, 0, 0, 0);

    /** What passed between an earlier moment and this one. */
    public Counts since(Counts earlier) {
        return new Counts(
                roundTrips - earlier.roundTrips,
                statements - earlier.statements,
                parses - earlier.parses,
                bytesUp - earlier.bytesUp,
                bytesDown - earlier.bytesDown);
    }
}

package dev.keelson.work;

import dev.keelson.work.sql.TemplateCaches;
import java.time.Duration;

/**
 * The numbers by which a Keelson behaves as it does, each with the value that it has unless said otherwise:
 *
 * <pre>{@code
 * Keelson.builder().settings(Settings.STANDARD.withRounds(3).withCloseWait(Duration.ofSeconds(30)))
 * }</pre>
 *
 * Immutable, thread-safe.
 *
 * @param rounds how often {@code call} and {@code run} run a function at the most, the first time included
 * @param firstPause the longest pause before the second round; each further one may last twice as long
 * @param longestPause what no pause between rounds exceeds
 * @param outcomeDeadline how long a lost answer, or the outcome of a command, is asked for
 * @param commitWait how long a commit on a virtual thread waits for its turn to ask for a connection
 * @param closeWait how long {@link Keelson#close()} waits for what is under way
 * @param keysPerLoad how many keys one statement loads that takes them as arrays
 * @param keysPerListedLoad how many keys one statement loads that lists them, as on H2
 * @param rowsPerBatch how many rows the driver is given at once where a commit is sent in batches
 * @param numbersPerDraw how many numbers are drawn at once of a sequence that no mapping names
 * @param cachedStatements how many statements each cache of SQL texts holds
 */
public record Settings(
        int rounds,
        Duration firstPause,
        Duration longestPause,
        Duration outcomeDeadline,
        Duration commitWait,
        Duration closeWait,
        int keysPerLoad,
        int keysPerListedLoad,
        int rowsPerBatch,
        int numbersPerDraw,
        int cachedStatements) {

    /**
     * What holds unless said otherwise. A round is lost only to another unit of work that committed meanwhile; so of eight that
     * each want one aggregate once, none gives up.
     */
    public static final Settings STANDARD = new Settings(
            8,
            Duration.ofMillis(20),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            1_000,
            128,
            1_000,
            50,
            TemplateCaches.STATEMENTS);

    /**
     * Checks each of them.
     *
     * @throws IllegalArgumentException if a number is below 1, a duration negative or longer than a day, or the first pause the
     *     longest
     */
    public Settings {
        atLeastOne("rounds", rounds);
        within("firstPause", firstPause);
        within("longestPause", longestPause);
        within("outcomeDeadline", outcomeDeadline);
        within("commitWait", commitWait);
        within("closeWait", closeWait);
        atLeastOne("keysPerLoad", keysPerLoad);
        atLeastOne("keysPerListedLoad", keysPerListedLoad);
        atLeastOne("rowsPerBatch", rowsPerBatch);
        atLeastOne("numbersPerDraw", numbersPerDraw);
        atLeastOne("cachedStatements", cachedStatements);
        if (firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException("Cannot set firstPause to " + firstPause + ": longestPause is "
                    + longestPause + ". Give a first pause that is not longer.");
        }
    }

    private static void atLeastOne(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "Cannot set " + name + " to " + number + ": nothing could be done with it. Give 1 or more.");
        }
    }

    private static void within(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("Cannot set " + name + " to " + duration
                    + ": it is negative, or longer than a day. Give something between.");
        }
    }

    /**
     * With another number of {@link #rounds()}.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Settings withRounds(int most) {
        return new Settings(
                most,
                firstPause,
                longestPause,
                outcomeDeadline,
                commitWait,
                closeWait,
                keysPerLoad,
                keysPerListedLoad,
                rowsPerBatch,
                numbersPerDraw,
                cachedStatements);
    }

    /**
     * With another {@link #firstPause()} and {@link #longestPause()}.
     *
     * @throws IllegalArgumentException if one is negative, or the first is longer than the longest
     */
    public Settings withPauses(Duration first, Duration longest) {
        return new Settings(
                rounds,
                first,
                longest,
                outcomeDeadline,
                commitWait,
                closeWait,
                keysPerLoad,
                keysPerListedLoad,
                rowsPerBatch,
                numbersPerDraw,
                cachedStatements);
    }

    /**
     * With another {@link #outcomeDeadline()}.
     *
     * @throws IllegalArgumentException if negative or longer than a day
     */
    public Settings withOutcomeDeadline(Duration deadline) {
        return withWaits(deadline, commitWait, closeWait);
    }

    /**
     * With another {@link #commitWait()}.
     *
     * @throws IllegalArgumentException if negative or longer than a day
     */
    public Settings withCommitWait(Duration longest) {
        return withWaits(outcomeDeadline, longest, closeWait);
    }

    /**
     * With another {@link #closeWait()}.
     *
     * @throws IllegalArgumentException if negative or longer than a day
     */
    public Settings withCloseWait(Duration longest) {
        return withWaits(outcomeDeadline, commitWait, longest);
    }

    private Settings withWaits(Duration outcome, Duration commit, Duration close) {
        return new Settings(
                rounds,
                firstPause,
                longestPause,
                outcome,
                commit,
                close,
                keysPerLoad,
                keysPerListedLoad,
                rowsPerBatch,
                numbersPerDraw,
                cachedStatements);
    }

    /**
     * With another {@link #keysPerLoad()} and {@link #keysPerListedLoad()}.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Settings withKeysPerLoad(int inArrays, int listed) {
        return withSizes(inArrays, listed, rowsPerBatch, numbersPerDraw, cachedStatements);
    }

    /**
     * With another {@link #rowsPerBatch()}.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Settings withRowsPerBatch(int rows) {
        return withSizes(keysPerLoad, keysPerListedLoad, rows, numbersPerDraw, cachedStatements);
    }

    /**
     * With another {@link #numbersPerDraw()}.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Settings withNumbersPerDraw(int numbers) {
        return withSizes(keysPerLoad, keysPerListedLoad, rowsPerBatch, numbers, cachedStatements);
    }

    /**
     * With another number of {@link #cachedStatements()}.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Settings withCachedStatements(int most) {
        return withSizes(keysPerLoad, keysPerListedLoad, rowsPerBatch, numbersPerDraw, most);
    }

    private Settings withSizes(int inArrays, int listed, int rows, int numbers, int statements) {
        return new Settings(
                rounds,
                firstPause,
                longestPause,
                outcomeDeadline,
                commitWait,
                closeWait,
                inArrays,
                listed,
                rows,
                numbers,
                statements);
    }
}

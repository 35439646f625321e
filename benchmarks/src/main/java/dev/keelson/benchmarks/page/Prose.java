package dev.keelson.benchmarks.page;

/** What the page says between its tables. */
final class Prose {

    static final String BEFORE = """
        # Performance

        Keelson side by side with what one would use instead, and with *limit*: pgjdbc tuned by hand, the best that was found.
        `benchmarks/run` has written this page, its [plots](performance.svg) and [all figures](performance.json);
        [benchmarks](../benchmarks/README.md) says what is measured and how, [performance-causes.md](performance-causes.md) what was found on the way.

        ![Time of each contestant as a multiple of limit's](performance.svg)

        """;
    static final String HOW_TO_READ = """
        All contestants run in one JVM against one PostgreSQL on the same machine, in rounds in which each performs the same tasks.
        **Differences under 20 % are noise**, and more on a machine that does other work beside: repeat the run before you
        believe one. Round trips, statements and bytes on the wire are exact.
        """;
    static final String TIME = """
        Time of a task as a multiple of limit's, the median over the rounds of the ratio within the round, at each length of a round
        trip in the order of the command; in the second column limit's own. Where limit does not take part, the multiple is of the
        first contestant. 4 ms is a neighbouring region, 1 ms a neighbouring building, 0 ms the same machine.
        """;
    static final String COUNTS = "Round trips / statements without BEGIN and COMMIT / KiB allocated by a task.\n";
    static final String WIRE = "KiB to the server / from the server.\n";
    static final String PROCESSORS = """
        Microseconds of the client's threads / of all processes of the server, at 0 ms. With virtual threads (W9) the client's are
        those of the whole process.
        """;
    static final String START = """
        From the start of a fresh JVM to the first order that is stored, median of the starts.
        """;
    static final String THINKING = """
        64 virtual threads share a pool of ten connections; each loads an order, thinks 5 ms, changes the order and commits. At each
        length of a round trip.
        """;
    static final String POLICIES = """
        Tenancy by a column, audit and soft delete together, the second time with row-level security: time as a multiple of that
        without policies; round trips / statements / KiB allocated.
        """;
    static final String QUERY = """
        The one order of a customer by a query (`keelson`), and by an identifier that was known (`keelson-get`).
        """;
    static final String TOKEN = """
        Every commit of Keelson stores a command token, by which a command is committed at most once and a lost answer is found out;
        no other contestant has that, and all figures of `keelson` contain it. `keelson-nolog` commits without: what it takes
        as a part of what `keelson` takes, and both figures.
        """;
    static final String TOKEN_UNMEASURED = "It did not take part in this run.\n";
    static final String UNABLE = "A dash in a table is one of these.\n";

    private Prose() {}
}

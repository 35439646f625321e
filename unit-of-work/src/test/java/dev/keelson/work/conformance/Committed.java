package dev.keelson.work.conformance;

import dev.keelson.kernel.CommitReceipt;
import java.util.List;

/**
 * A commit, seen from outside.
 *
 * @param planned its operations, as "UPDATE crates 1 (label, version)", without the guards
 * @param written its statements, as "update crates (label, version)"; by plain statements, a batch is one
 * @param receipt what it answered
 */
record Committed(List<String> planned, List<String> written, CommitReceipt receipt) {}

package dev.keelson.testing.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port of the shared server, where somebody has to know it before. */
final class FixedPort {

    /** Names the port; unless it is said, or 0, any that is free is taken. */
    private static final String PROPERTY = "keelson.rig.port";

    private FixedPort() {}

    /**
     * The port that is asked for, or 0.
     *
     * @throws IllegalStateException if another program has it: the server itself would be waited for until it has given up
     */
    static int asked() {
        int port = Integer.getInteger(PROPERTY, 0);
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot start the embedded PostgreSQL: port " + port + " is in use by another program. Give"
                            + " another one, or none, which takes any that is free.",
                    e);
        }
    }
}

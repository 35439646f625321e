package dev.keelson.testing.rig;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into messages, wherever the network has split it. One thread.
 *
 * <p>Source: PostgreSQL documentation, Message Formats.
 */
final class FrameReader {

    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;

    FrameReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
    }

    /** The next message, or null at the end of the stream, also when it ends within a message. */
    @Nullable
    Frame next() throws IOException {
        try {
            int type = in.read();
            if (type < 0) {
                return null;
            }
            int length = in.readInt();
            byte[] bytes = new byte[1 + length];
            ByteBuffer.wrap(bytes).put((byte) type).putInt(length);
            in.readFully(bytes, Frame.HEADER, length - Integer.BYTES);
            return new Frame(bytes);
        } catch (EOFException e) {
            return null;
        }
    }

    /** The next message of those that a client sends before it has said hello: they have a length, but no type. */
    byte @Nullable [] nextUntyped() throws IOException {
        try {
            int length = in.readInt();
            byte[] bytes = new byte[length];
            ByteBuffer.wrap(bytes).putInt(length);
            in.readFully(bytes, Integer.BYTES, length - Integer.BYTES);
            return bytes;
        } catch (EOFException e) {
            return null;
        }
    }
}

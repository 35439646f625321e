package dev.keelson.testing.rig;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One direction of a connection: hands bytes on in order, each as much later as the latency of its moment says. Bytes
 * under way do not hold up the next ones, so latency costs no throughput. {@link #send} and {@link #finish} are
 * thread-safe; {@link #run} belongs to one thread.
 */
final class DelayLine implements Runnable {

    private final Socket to;
    private final Supplier<Duration> latency;
    private final BlockingQueue<Parcel> underWay = new LinkedBlockingQueue<>();

    DelayLine(Socket to, Supplier<Duration> latency) {
        this.to = to;
        this.latency = latency;
    }

    void send(byte[] bytes) {
        underWay.add(new Parcel(bytes, System.nanoTime() + latency.get().toNanos(), false));
    }

    /** Tells the other side, after everything sent so far, that nothing more will come. */
    void finish() {
        underWay.add(new Parcel(new byte[0], System.nanoTime() + latency.get().toNanos(), true));
    }

    @Override
    public void run() {
        try {
            OutputStream out = new BufferedOutputStream(to.getOutputStream(), 1 << 16);
            Parcel parcel = underWay.take();
            while (!parcel.last) {
                parcel.await();
                out.write(parcel.bytes);
                Parcel next = underWay.peek();
                if (next == null || !next.isDue()) {
                    out.flush();
                }
                parcel = underWay.take();
            }
            parcel.await();
            out.flush();
            to.shutdownOutput();
        } catch (IOException e) {
            // The receiver has gone; whoever reads from it will notice.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Parcel {
        final byte[] bytes;
        final long dueNanos;
        final boolean last;

        Parcel(byte[] bytes, long dueNanos, boolean last) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
            this.last = last;
        }

        boolean isDue() {
            return dueNanos - System.nanoTime() <= 0;
        }

        void await() {
            for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    }
}

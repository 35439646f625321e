package dev.keelson.sample.domain.order;

import dev.keelson.kernel.Repository;
import dev.keelson.sample.domain.student.StudentId;
import java.time.Instant;
import java.util.List;

/** All orders of the school. */
public interface Orders extends Repository<Order, OrderId> {

    /** What a student has ordered, the latest first. */
    List<Order> placedBy(StudentId student);

    /** The open orders that were placed before this instant, the oldest first. */
    List<Order> openSince(Instant before);
}

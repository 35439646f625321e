package dev.keelson.work;

import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.work.tenants.Estate;
import dev.keelson.work.tenants.Estate.Cart;
import dev.keelson.work.tenants.Estate.Entry;
import dev.keelson.work.tenants.Estate.Keeper;
import dev.keelson.work.tenants.Estate.KeeperId;
import dev.keelson.work.tenants.Estate.Message;
import dev.keelson.work.tenants.Estate.Plot;
import dev.keelson.work.tenants.Estate.PlotId;
import dev.keelson.work.tenants.Estate.Sms;
import dev.keelson.work.tenants.Estate.Vehicle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that may be asked of a unit of work by an identifier. */
final class TenantQuestions {

    /** An aggregate that B has, by its class or one above, and an identifier of which nobody has one. */
    record Asked(Class<?> type, Object theirs, Object nobodys) {}

    /** Each aggregate of the settlement, so that none refers to one after it but the first to the second. */
    static final List<Asked> ALL = List.of(
            new Asked(Plot.class, new PlotId(1, 1), new PlotId(9, 9)),
            new Asked(Keeper.class, new KeeperId("Kim"), new KeeperId("Nat")),
            new Asked(Vehicle.class, new UUID(0, 1), new UUID(0, 9)),
            new Asked(Cart.class, new UUID(0, 2), new UUID(0, 9)),
            new Asked(Message.class, new UUID(0, 1), new UUID(0, 9)),
            new Asked(Sms.class, new UUID(0, 2), new UUID(0, 9)),
            new Asked(Entry.class, 1L, 9L));

    @FunctionalInterface
    private interface Question {
        @Nullable
        Object of(SqlUnitOfWork work, Class<?> type, Object id);
    }

    private static final Map<String, Question> QUESTIONS = new TreeMap<>(Map.of(
            "find", SqlUnitOfWork::find,
            "get", SqlUnitOfWork::get,
            "get as seen", (work, type, id) -> work.get(type, id, Expected.version(1)),
            "find locked", (work, type, id) -> work.find(type, id, Lock.NO_WAIT),
            "get locked", (work, type, id) -> work.get(type, id, Lock.FOR_UPDATE),
            "exists", SqlUnitOfWork::exists,
            "get all", (work, type, id) -> work.getAll(type, List.of(id)),
            "find all", (work, type, id) -> work.findAll(type, List.of(id)),
            "remove", TenantQuestions::remove));

    private TenantQuestions() {}

    private static String remove(SqlUnitOfWork work, Class<?> type, Object id) {
        work.remove(type, id);
        return "removed";
    }

    /** What A is told, each with the statements and how often the database was asked; the identifier is left out. */
    static List<String> answers(TenantStage stage, Class<?> type, Object id) {
        List<String> answers = new ArrayList<>();
        QUESTIONS.forEach((name, question) -> {
            try (SqlUnitOfWork work = stage.keelson().begin(Estate.A, Isolation.LOCKING)) {
                stage.wire().reset();
                try {
                    answers.add(name + ": " + question.of(work, type, id));
                } catch (KeelsonException refused) {
                    answers.add(name + ": " + refused);
                }
                answers.addAll(stage.wire().transcript());
                answers.add(stage.wire().counts().roundTrips() + " trips");
            }
        });
        String spelled = id instanceof KeeperId keeper ? keeper.value() : id.toString();
        answers.replaceAll(text -> text.replace("[" + spelled + "]", "[ID]"));
        return answers;
    }
}

package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Ownership.Begun;
import dev.keelson.work.execute.CommitLog.Logged;
import dev.keelson.work.imports.ChunkOutcome;
import dev.keelson.work.imports.ChunkOutcome.Refused;
import dev.keelson.work.imports.ChunkOutcome.StoredBefore;
import dev.keelson.work.imports.ChunkOutcome.Unnamed;
import dev.keelson.work.imports.ChunkStore;
import dev.keelson.work.imports.ImportRow;
import dev.keelson.work.imports.OnExisting;
import dev.keelson.work.imports.RefusedRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Stores chunks of an import by units of work, each tried again after conflicts as any call is, and finds out for which rows' sake one
 * was refused. Used by one thread at a time.
 */
final class ImportStore implements ChunkStore {

    private final Engine engine;
    private final UseCases useCases;
    private final WorkContext context;
    private final Roots roots;

    ImportStore(Engine engine, UseCases useCases, WorkContext context, Roots roots) {
        this.engine = engine;
        this.useCases = useCases;
        this.context = Objects.requireNonNull(context, "context");
        this.roots = roots;
    }

    @Override
    public void admit(OnExisting onExisting) {
        engine.nesting().refuse();
        engine.requireLog("import " + roots.type().getSimpleName());
        for (AggregateModel member : roots.members()) {
            if (onExisting != OnExisting.REFUSE && member.sequence() != null) {
                throw new MappingException(List.of(new MappingException.Fault(
                        member.identifier().path(),
                        "its identifiers are made by the database when an aggregate is added, so that none of a row can"
                                + " exist before: there is nothing to "
                                + onExisting.name().toLowerCase(Locale.ROOT),
                        "Import with OnExisting.REFUSE, which asks for nothing; the import's token keeps a row from"
                                + " being added twice")));
            }
        }
    }

    @Override
    public List<Logged> logged(CommandToken after, CommandToken last) {
        return useCases.aside(
                context,
                after,
                "an import",
                () -> engine.requireLog("import").between(after, last, engine.own(context)));
    }

    @Override
    public boolean declareRefused(CommandToken token) {
        return !useCases.outcome(context, token, (log, scope) -> log.outcome(token, scope))
                .isCommitted();
    }

    @Override
    public String name(ImportRow row) {
        return IncomingRow.of(engine, row).name();
    }

    @Override
    public ChunkOutcome store(CommandToken token, List<ImportRow> rows, OnExisting onExisting) {
        Set<Object> overtaken = new HashSet<>();
        boolean examined = false;
        while (true) {
            ImportChunk chunk = new ImportChunk(engine, roots, rows, onExisting, examined);
            try {
                return useCases.call(context, Terms.DEFAULT, token, chunk::store)
                        .outcome();
            } catch (CommandAlreadyCommittedException before) {
                return new StoredBefore();
            } catch (KeelsonException failure) {
                if (!examined && isOfMapping(failure)) {
                    examined = true;
                } else if (!(isOvertaken(failure, onExisting) && overtaken.add(idOf(failure)))) {
                    return refused(chunk, failure);
                }
            } catch (ImportChunk.RowsException named) {
                return new Refused(named.rows());
            }
        }
    }

    /** Whether it was thrown before the database was asked, most likely. */
    private static boolean isOfMapping(KeelsonException failure) {
        return failure instanceof UnstorableValueException
                || failure instanceof PolicyViolationException
                || failure instanceof HydrationException;
    }

    /** Whether somebody stored an aggregate after it was looked for. */
    private static boolean isOvertaken(KeelsonException failure, OnExisting onExisting) {
        return onExisting != OnExisting.REFUSE
                && failure instanceof DuplicateAggregateException duplicate
                && !duplicate.inMemory();
    }

    private static Object idOf(KeelsonException failure) {
        return failure instanceof DuplicateAggregateException duplicate ? duplicate.id() : failure;
    }

    private ChunkOutcome refused(ImportChunk chunk, KeelsonException failure) {
        List<RefusedRow> named = switch (failure) {
            case DuplicateAggregateException duplicate ->
                useCases.aside(context, chunk, "an import", () -> chunk.taken(duplicate, finder()));
            case ConstraintViolationException violation -> chunk.named(violation.candidates(), violation);
            case RowCountException miscounted -> chunk.named(miscounted.candidates(), miscounted);
            case UnstorableValueException unstorable -> List.of();
            case PolicyViolationException refused -> List.of();
            case HydrationException unreadable -> List.of();
            case MappingException unmapped -> List.of();
            case AggregateNotFoundException missing -> List.of();
            case DatabaseException told when engine.errors().meaning(told).isOfRow() -> List.of();
            default -> throw failure;
        };
        return named.isEmpty() ? new Unnamed(failure) : new Refused(named);
    }

    private Finder finder() {
        return new Finder(engine, engine.own(context), new Ownership(Begun.BY_CALL));
    }
}

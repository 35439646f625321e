package dev.keelson.work.guice;

import dev.keelson.kernel.Internal;
import dev.keelson.work.SqlUnitOfWork;
import java.util.function.Function;

/**
 * How a repository of the domain is made for a unit of work. Immutable.
 *
 * @param type the domain's interface
 * @param maker makes the infrastructure's class, most often its constructor
 */
@Internal
public record RepositoryBinding<R>(Class<R> type, Function<SqlUnitOfWork, ? extends R> maker) {}

package dev.keelson.work.guide;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Other aggregates, on demand. */
final class RefModels {

    private RefModels() {}

    // region novel
    record AuthorId(UUID value) {}

    record Author(
            AuthorId id,
            String name,
            Refs<Novel> novels, // those that name this one as their author
            Refs<Novel> reviewed) {} // those that name this one among their reviewers

    record Novel(
            UUID id,
            Ref<Author> author, // stored as the identifier
            Set<AuthorId> reviewers, // stored as identifiers, too
            Refs<Author> reviewedBy) {} // not stored: the reviewers as objects
    // endregion

    static void map(KeelsonBuilder keelson) {
        // region novel-map
        keelson.map(
                        Author.class,
                        author -> author.refs("novels", novels -> novels.inverseOf("author"))
                                .refs("reviewed", novels -> novels.inverseOf("reviewers")))
                .map(Novel.class, novel -> novel.refs("reviewedBy", authors -> authors.through("reviewers")));
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl("novel-tables", RefModels::map, "novels", "novel_reviewers");
    }

    static void send(Guide guide, Store store) {
        Author one = new Author(new AuthorId(new UUID(8, 1)), "Ada", Refs.none(), Refs.none());
        Author two = new Author(new AuthorId(new UUID(8, 2)), "Bob", Refs.none(), Refs.none());
        store.save(
                one,
                two,
                new Novel(new UUID(7, 1), Ref.of(one.id()), Set.of(two.id()), Refs.none()),
                new Novel(new UUID(7, 2), Ref.of(two.id()), Set.of(), Refs.none()));
        guide.sent("ref-sent", store, RefModels::authorNames);
        guide.after(
                "refs-inverse",
                store,
                RefModels::author,
                author -> author.novels().list());
        guide.after(
                "refs-junction",
                store,
                RefModels::author,
                author -> author.reviewed().list());
    }

    private static Author author(SqlUnitOfWork work) {
        return work.query(Author.class).list().get(0);
    }

    private static void authorNames(SqlUnitOfWork work) {
        // region ref-use
        List<Novel> novels = work.query(Novel.class).list(); // 1 statement
        for (Novel novel : novels) {
            AuthorId id = novel.author().id(AuthorId.class); // never loads
            String name = novel.author().get().name(); // the first loads the authors of all: 1 statement
        }
        // endregion
    }
}

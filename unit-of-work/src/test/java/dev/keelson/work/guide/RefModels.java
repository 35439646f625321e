package dev.keelson.work.guide;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Other aggregates, on demand. */
final class RefModels {

    private RefModels() {}

    // region novel
    record AuthorId(UUID value) {}

    static final class Author {
        private final AuthorId id;
        private String name;
        private Refs<Novel> novels = Refs.none(); // those whose author this is
        private Refs<Novel> reviewed = Refs.none(); // those whose reviewers this is one of

        Author(AuthorId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Novel {
        private final UUID id;
        private Ref<Author> author;
        private final Set<AuthorId> reviewers = new LinkedHashSet<>(); // what is stored
        private Refs<Author> reviewedBy = Refs.none(); // the same, as objects

        Novel(UUID id, Ref<Author> author) {
            this.id = id;
            this.author = author;
        }
    }
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
        guide.ddl("novel-tables", RefModels::map);
        Author one = new Author(new AuthorId(new UUID(8, 1)), "Ada");
        Author two = new Author(new AuthorId(new UUID(8, 2)), "Bob");
        Novel first = new Novel(new UUID(7, 1), Ref.of(one.id, one));
        Novel second = new Novel(new UUID(7, 2), Ref.of(two.id));
        first.reviewers.add(two.id);
        try (Store store = Guide.store(RefModels::map)) {
            store.save(one, two, first, second);
            guide.sent("ref-sent", store, RefModels::authorNames);
            guide.after("refs-inverse", store, work -> authors(work).get(0), author -> author.novels.list());
            guide.after("refs-junction", store, work -> authors(work).get(0), author -> author.reviewed.list());
        }
    }

    private static List<Author> authors(SqlUnitOfWork work) {
        return work.query(Author.class).list();
    }

    private static void authorNames(SqlUnitOfWork work) {
        // region ref-use
        List<Novel> novels = work.query(Novel.class).list(); // 1 statement
        for (Novel novel : novels) {
            Object id = novel.author.id(); // never loads
            String name = novel.author.get().name; // the first loads the authors of all: 1 statement
        }
        // endregion
    }
}

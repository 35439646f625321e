package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists and sets of values, alone and within value objects. */
final class ValueCollectionShapes {

    private ValueCollectionShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(lists(), sets(), setsOfSeveralColumns(), wrapped(), wrappedAlone(), inAnAbsentValue());
    }

    record Stop(String place, @Nullable Integer minutes) {}

    static final class Tour {
        private final UUID id;
        private final List<String> languages = new ArrayList<>();
        private List<Stop> stops = new ArrayList<>();
        private Collection<Integer> prices = new ArrayList<>();

        Tour(UUID id) {
            this.id = id;
        }
    }

    private static Stop stop(Chance chance) {
        return new Stop(chance.word(), chance.maybe(() -> chance.number(9)));
    }

    private static Shape<?, ?> lists() {
        return Shape.of("list of values", Tour.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Tour.class,
                        tour -> tour.values(
                                "languages",
                                all -> all.table("tour_tongues")
                                        .column("tongue")
                                        .positionColumn("place"))))
                .tables("tours", "tour_tongues", "tour_stops", "tour_prices")
                .changing("of one component", tour -> tour.languages.set(0, "Thai"), "update tour_tongues (tongue)")
                .changing(
                        "of several",
                        tour -> tour.stops.set(1, new Stop(tour.stops.get(1).place(), -1)),
                        "update tour_stops (minutes)")
                .changing("one less", tour -> tour.stops.remove(1), "delete tour_stops")
                .changing("one more", tour -> tour.prices.add(1), "insert tour_prices")
                .states((chance, id) -> {
                    Tour tour = new Tour(id);
                    tour.languages.addAll(chance.list(chance::word));
                    tour.stops = chance.list(() -> stop(chance));
                    tour.prices = chance.list(() -> chance.number(3));
                    return tour;
                });
    }

    static final class Article {
        private final UUID id;
        private final Set<String> tags = new LinkedHashSet<>();
        private Set<UUID> links = new HashSet<>();

        Article(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> sets() {
        return Shape.of("set of values", Article.class, Chance::uuid)
                .tables("articles", "article_tags", "article_links")
                .changing("one more", article -> article.tags.add("zeal"), "insert article_tags")
                .changing("one less", article -> article.tags.remove("first"), "delete article_tags")
                .changing(
                        "another",
                        article -> {
                            article.tags.remove("first");
                            article.tags.add("zeal");
                        },
                        "delete article_tags",
                        "insert article_tags")
                .states((chance, id) -> {
                    Article article = new Article(id);
                    if (chance.coin()) {
                        article.tags.add("first");
                    }
                    article.tags.addAll(chance.set(chance::word));
                    article.links = chance.set(chance::uuid);
                    return article;
                });
    }

    record Reference(String title, @Nullable String url, Optional<Integer> page) {}

    record Essay(UUID id, Set<Reference> references, Set<Stop> stops) {

        Essay without(Reference reference) {
            Set<Reference> fewer = new LinkedHashSet<>(references);
            fewer.remove(reference);
            return new Essay(id, fewer, stops);
        }
    }

    private static Shape<?, ?> setsOfSeveralColumns() {
        return Shape.of("set of values of several columns, some of them null", Essay.class, Chance::uuid)
                .tables("essays", "essay_references", "essay_stops")
                .replacing(
                        "one with a null less",
                        essay -> essay.without(new Reference("first", null, Optional.empty())),
                        "delete essay_references")
                .states((chance, id) -> {
                    Set<Reference> references = chance.set(() -> new Reference(
                            chance.word(),
                            chance.maybe(chance::word),
                            Optional.ofNullable(chance.maybe(() -> chance.number(3)))));
                    if (chance.coin()) {
                        references.add(new Reference("first", null, Optional.empty()));
                    }
                    return new Essay(id, references, chance.set(() -> stop(chance)));
                });
    }

    // ---- value objects that hold collections

    record Money(long cents, String currency) {}

    /** Values and a collection side by side. */
    record Ledger(String currency, List<Money> entries) {

        Ledger {
            entries = List.copyOf(entries);
        }

        Ledger with(Money more) {
            List<Money> all = new ArrayList<>(entries);
            all.add(more);
            return new Ledger(currency, all);
        }

        Ledger in(String next) {
            return new Ledger(next, entries);
        }
    }

    record Budget(UUID id, Ledger planned, Ledger spent) {

        Budget spending(Ledger next) {
            return new Budget(id, planned, next);
        }
    }

    private static Ledger ledger(Chance chance) {
        return new Ledger(chance.word(), chance.list(() -> new Money(chance.number(), chance.word())));
    }

    private static Shape<?, ?> wrapped() {
        return Shape.of("value object with a collection", Budget.class, Chance::uuid)
                .tables("budgets", "budget_planned_entries", "budget_spent_entries")
                .replacing(
                        "beside the collection",
                        budget -> budget.spending(budget.spent().in("CHF")),
                        "update budgets (spent_currency)")
                .replacing(
                        "one more",
                        budget -> budget.spending(budget.spent().with(new Money(1, "CHF"))),
                        "insert budget_spent_entries")
                .states((chance, id) -> new Budget(id, ledger(chance), ledger(chance)));
    }

    /** Nothing but a collection. */
    record Tags(Set<String> values) {

        Tags with(String more) {
            Set<String> all = new LinkedHashSet<>(values);
            all.add(more);
            return new Tags(all);
        }
    }

    static final class Steps {
        private final List<Stop> list;

        Steps(List<Stop> list) {
            this.list = List.copyOf(list);
        }
    }

    static final class Podcast {
        private final UUID id;
        private Tags tags;
        private final Steps steps;

        Podcast(UUID id, Tags tags, Steps steps) {
            this.id = id;
            this.tags = tags;
            this.steps = steps;
        }
    }

    private static Shape<?, ?> wrappedAlone() {
        return Shape.of("value object that is just a collection", Podcast.class, Chance::uuid)
                .tables("podcasts", "podcast_tags", "podcast_steps")
                .changing("one more", podcast -> podcast.tags = podcast.tags.with("zeal"), "insert podcast_tags")
                .states((chance, id) -> new Podcast(
                        id, new Tags(chance.set(chance::word)), new Steps(chance.list(() -> stop(chance)))));
    }

    // ---- in a value object that may be absent

    record Survey(UUID id, @Nullable Ledger ledger, Optional<Answers> answers) {

        Survey withoutLedger() {
            return new Survey(id, null, answers);
        }
    }

    record Answers(int count, Set<String> texts) {}

    private static Shape<?, ?> inAnAbsentValue() {
        return Shape.of("collection in a value object that may be absent", Survey.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Survey.class, survey -> survey.values("ledger.entries", all -> all.table("survey_ledger"))))
                .tables("surveys", "survey_ledger", "survey_answers_texts")
                .replacing(
                        "becomes absent",
                        Survey::withoutLedger,
                        "delete survey_ledger",
                        "delete survey_ledger",
                        "update surveys (ledger_currency)")
                .states((chance, id) -> new Survey(
                        id,
                        chance.maybe(() -> ledger(chance)),
                        Optional.ofNullable(
                                chance.maybe(() -> new Answers(chance.number(9), chance.set(chance::word))))));
    }
}

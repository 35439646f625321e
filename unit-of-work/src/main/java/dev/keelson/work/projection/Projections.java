package dev.keelson.work.projection;

import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.query.Questions;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;

/**
 * The projections of a mapping, each made when it is first asked for and kept. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316), Data Transfer Object (401).
 */
public final class Projections {

    private final Questions questions;
    private final Hydrator hydrator;
    private final TemplateCache<Asked, Projection<?>> known;

    private record Asked(Class<?> roots, Class<?> type, Visibility visibility) {}

    /**
     * @param caches where they are kept
     */
    public Projections(Questions questions, Hydrator hydrator, TemplateCaches caches) {
        this.questions = questions;
        this.hydrator = hydrator;
        this.known = caches.make("projections");
    }

    /**
     * The projection of roots as records of a class.
     *
     * @throws IllegalArgumentException if the class is no record, or a component of it takes what is not there
     */
    @SuppressWarnings("unchecked") // it was made for this class
    public <R> Projection<R> of(Roots roots, Class<R> type, Visibility visibility) {
        return (Projection<R>) known.get(
                new Asked(roots.type(), type, visibility),
                unused -> new Drafting(roots, hydrator, questions.selected(roots, visibility)).projection(type));
    }
}

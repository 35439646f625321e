package dev.keelson.work.shapes;

import java.util.List;
import java.util.UUID;

/** Roots whose version is a property of the domain, and one that has none. */
final class VersionShapes {

    private VersionShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(aLong(), anInt(), aShort(), inAValueObject(), inARecord(), unversioned(), configured());
    }

    static final class Memo {
        private final UUID id;
        private String text;
        private long version;

        Memo(UUID id, String text) {
            this.id = id;
            this.text = text;
        }

        long version() {
            return version;
        }
    }

    private static Shape<?, ?> aLong() {
        return Shape.of("version as a long property", Memo.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Memo.class, memo -> memo.version(Memo::version)))
                .tables("memos")
                .unsaid("Memo.version")
                .changing("text", memo -> memo.text = "Buy milk", "update memos (text)")
                .states((chance, id) -> new Memo(id, chance.word()));
    }

    abstract static class Counted {
        private int revision;
    }

    static final class Draft extends Counted {
        private final UUID id;
        private String text;

        Draft(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static Shape<?, ?> anInt() {
        return Shape.of("version as an int property of a superclass", Draft.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Draft.class, draft -> draft.version("revision")))
                .tables("drafts")
                .version("revision")
                .unsaid("Counted.revision")
                .changing("text", draft -> draft.text = "Chapter 2", "update drafts (text)")
                .states((chance, id) -> new Draft(id, chance.word()));
    }

    static final class Sketch {
        private final UUID id;
        private String lines;
        private short stamp;

        Sketch(UUID id, String lines) {
            this.id = id;
            this.lines = lines;
        }
    }

    private static Shape<?, ?> aShort() {
        return Shape.of("version as a short property with a column of its own name", Sketch.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Sketch.class, sketch -> sketch.version("stamp").property("stamp", p -> p.column("row_stamp"))))
                .tables("sketches")
                .version("row_stamp")
                .unsaid("Sketch.stamp")
                .changing("lines", sketch -> sketch.lines = "Two", "update sketches (lines)")
                .states((chance, id) -> new Sketch(id, chance.word()));
    }

    static final class Audit {
        private String author;
        private long edition;

        Audit(String author) {
            this.author = author;
        }
    }

    static final class Report {
        private final UUID id;
        private final Audit audit;

        Report(UUID id, Audit audit) {
            this.id = id;
            this.audit = audit;
        }
    }

    private static Shape<?, ?> inAValueObject() {
        return Shape.of("version within a value object", Report.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Report.class, report -> report.version("audit.edition")))
                .tables("reports")
                .version("audit_edition")
                .unsaid("Audit.edition")
                .changing("beside it", report -> report.audit.author = "Ada", "update reports (audit_author)")
                .states((chance, id) -> new Report(id, new Audit(chance.word())));
    }

    record Recipe(UUID id, String title, List<String> steps, long version) {

        Recipe retitled(String next) {
            return new Recipe(id, next, steps, version);
        }
    }

    private static Shape<?, ?> inARecord() {
        return Shape.of("version in a record", Recipe.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Recipe.class, recipe -> recipe.version(Recipe::version)))
                .tables("recipes", "recipe_steps")
                .unsaid("Recipe.version")
                .replacing("title", recipe -> recipe.retitled("Soup"), "update recipes (title)")
                .states((chance, id) -> new Recipe(id, chance.word(), chance.list(chance::word), 0));
    }

    record Setting(UUID id, String value, List<String> aliases) {

        Setting holding(String next) {
            return new Setting(id, next, aliases);
        }
    }

    private static Shape<?, ?> unversioned() {
        return Shape.of("no version", Setting.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Setting.class, setting -> setting.unversioned()))
                .tables("settings", "setting_aliases")
                .version("")
                .replacing("value", setting -> setting.holding("on"), "update settings (value)")
                .states((chance, id) -> new Setting(id, chance.word(), chance.list(chance::word)));
    }

    record Notice(UUID id, String text) {}

    private static Shape<?, ?> configured() {
        return Shape.of("version column of another name", Notice.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Notice.class, notice -> notice.versionColumn("lock_no")))
                .tables("notices")
                .version("lock_no")
                .replacing("text", notice -> new Notice(notice.id(), "Closed"), "update notices (text)")
                .states((chance, id) -> new Notice(id, chance.word()));
    }
}

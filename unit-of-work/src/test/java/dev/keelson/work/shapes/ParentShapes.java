package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Children that know their parent. */
final class ParentShapes {

    private ParentShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(inAField(), byAConstructor(), throughLevels());
    }

    static final class Card {
        private final UUID id;
        private @Nullable Board board;
        private String text;

        Card(UUID id, String text) {
            this.id = id;
            this.text = text;
        }

        void pinTo(Board next) {
            board = next;
        }
    }

    static final class Board {
        private final UUID id;
        private final List<Card> cards = new ArrayList<>();

        Board(UUID id) {
            this.id = id;
        }

        void add(Card card) {
            cards.add(card);
            card.pinTo(this);
        }
    }

    private static Shape<?, ?> inAField() {
        return Shape.of("child with its parent in a field", Board.class, Chance::uuid)
                .tables("boards", "board_cards")
                .changing("in a child", board -> board.cards.get(1).text = "Done", "update board_cards (text)")
                .states((chance, id) -> {
                    Board board = new Board(id);
                    chance.ids(id).forEach(card -> board.add(new Card(card, chance.word())));
                    return board;
                });
    }

    /** Complete only with its parent. */
    static final class Branch {
        private final Company company;
        private final UUID id;
        private String town;

        Branch(Company company, UUID id, String town) {
            this.company = company;
            this.id = id;
            this.town = town;
        }
    }

    static final class Company {
        private final UUID id;
        private final Set<Branch> branches = new LinkedHashSet<>();
        private String name;

        Company(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        void open(UUID branch, String town) {
            branches.add(new Branch(this, branch, town));
        }
    }

    private static Shape<?, ?> byAConstructor() {
        return Shape.of("child with its parent by its constructor", Company.class, Chance::uuid)
                .tables("companies", "company_branches")
                .changing("name", company -> company.name = "Acme", "update companies (name)")
                .changing(
                        "in a child",
                        company -> company.branches.iterator().next().town = "Lima",
                        "update company_branches (town)")
                .states((chance, id) -> {
                    Company company = new Company(id, chance.word());
                    chance.ids(id).forEach(branch -> company.open(branch, chance.word()));
                    return company;
                });
    }

    // ---- a grandchild that knows its parent and the root

    static final class Page {
        private final UUID id;
        private final Chapter chapter;
        private final Volume volume;
        private String text;

        Page(UUID id, Chapter chapter, Volume volume, String text) {
            this.id = id;
            this.chapter = chapter;
            this.volume = volume;
            this.text = text;
        }
    }

    static final class Chapter {
        private final UUID id;
        private @Nullable Volume volume;
        private final List<Page> pages = new ArrayList<>();

        Chapter(UUID id, Volume volume) {
            this.id = id;
            this.volume = volume;
        }
    }

    static final class Volume {
        private final UUID id;
        private final List<Chapter> chapters = new ArrayList<>();

        Volume(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> throughLevels() {
        return Shape.of("grandchild with its parent and the root", Volume.class, Chance::uuid)
                .tables("volumes", "volume_chapters", "chapter_pages")
                .changing(
                        "in a grandchild",
                        volume -> volume.chapters.get(0).pages.get(1).text = "The end",
                        "update chapter_pages (text)")
                .states((chance, id) -> {
                    Volume volume = new Volume(id);
                    chance.ids(id).forEach(chapterId -> {
                        Chapter chapter = new Chapter(chapterId, volume);
                        chance.ids(new UUID(chapterId.hashCode(), chapterId.getLeastSignificantBits() * 31))
                                .forEach(page -> chapter.pages.add(new Page(page, chapter, volume, chance.word())));
                        volume.chapters.add(chapter);
                    });
                    return volume;
                });
    }
}

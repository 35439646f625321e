package dev.keelson.codegen.shop;

import dev.keelson.value.ColumnType;
import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;

/** Names that are none in Java, or not twice. */
public final class Clashing {

    private Clashing() {}

    /** Of one class, since only the names of tables and columns matter. */
    public static final class Thing {
        private final UUID id;
        private int one;
        private int two;
        private int three;
        private int four;
        private int five;
        private int six;
        private int seven;
        private String text = "";

        public Thing(UUID id) {
            this.id = id;
        }
    }

    public static final class Other {
        private final UUID id;
        private Object5 value = Object5.A;

        public Other(UUID id) {
            this.id = id;
        }
    }

    public static final class Third {
        private final UUID id;
        private String text = "";

        public Third(UUID id) {
            this.id = id;
        }
    }

    public static final class Fourth {
        private final UUID id;

        public Fourth(UUID id) {
            this.id = id;
        }
    }

    public static final class Fifth {
        private final UUID id;

        public Fifth(UUID id) {
            this.id = id;
        }
    }

    /** In a class of the same name as a table. */
    public enum Object5 {
        A
    }

    /** A table like a class of Java's, columns like keywords, and names that only quotes allow. */
    public static void map(KeelsonBuilder keelson) {
        keelson.map(
                        Thing.class,
                        thing -> thing.table("string")
                                .property("one", one -> one.column("class"))
                                .property("two", two -> two.column("Total"))
                                .property("three", three -> three.column("total"))
                                .property("four", four -> four.column("2nd \"quoted\" \\u0041 %s"))
                                .property("five", five -> five.column("string"))
                                .property("six", six -> six.column("_"))
                                .property("seven", seven -> seven.column("stra\u00dfe*/"))
                                .property("text", text -> text.column("select").type(ColumnType.text())))
                .map(Other.class, other -> other.table("object5"))
                .map(Third.class, third -> third.table("shop.tables"))
                .map(Fourth.class, fourth -> fourth.table("stock.orders"))
                .map(Fifth.class, fifth -> fifth.table("sales.orders"));
    }
}

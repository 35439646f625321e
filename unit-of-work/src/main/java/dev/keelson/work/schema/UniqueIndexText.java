package dev.keelson.work.schema;

import static dev.keelson.work.schema.SystemCatalogue.flag;
import static dev.keelson.work.schema.SystemCatalogue.number;
import static dev.keelson.work.schema.SystemCatalogue.placeInIndex;
import static dev.keelson.work.schema.SystemCatalogue.system;
import static dev.keelson.work.schema.SystemCatalogue.text;

import dev.keelson.work.schema.LiveTable.UniqueIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The unique indexes of one table as the statement of the catalogue tells them: each as a text beside each of its columns.
 * The text is three flags, the name, and its condition if it has one. Collects one table's; used by one thread.
 */
final class UniqueIndexText {

    private static final char YES = 'y';
    private static final int FLAGS = 3;

    private final Map<String, Set<String>> columns = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /**
     * The indexes that keep a column, with others perhaps, unique: those on expressions do not, nor those whose making failed.
     *
     * @param type the column's type, or what it is based on
     */
    static Field<String[]> of(Field<Integer> type) {
        Condition immediate = flag("i", "indimmediate");
        Condition nullsAlike = flag("i", "indnullsnotdistinct");
        Field<String> told = letter(immediate)
                .concat(letter(nullsAlike))
                .concat(letter(isFiner(type)))
                .concat(text("u", "relname").cast(SQLDataType.CLOB))
                .concat(condition());
        return DSL.array(DSL.select(told)
                .from(system("pg_index", "i"))
                .join(system("pg_class", "u"))
                .on(number("u", "oid").eq(number("i", "indexrelid")))
                .where(number("i", "indrelid").eq(number("c", "oid")))
                .and(flag("i", "indisunique"))
                .and(flag("i", "indisvalid"))
                .and(text("i", "indexprs").isNull())
                .and(placeInIndex("i", "a").lt(number("i", "indnkeyatts")))); // those only included stand behind
    }

    private static Field<String> condition() {
        Field<String> printed =
                DSL.function("pg_get_expr", SQLDataType.CLOB, text("i", "indpred"), number("i", "indrelid"));
        return DSL.coalesce(DSL.concat(DSL.inline(ConstraintStatement.BETWEEN), printed), DSL.inline(""));
    }

    private static Field<String> letter(Condition condition) {
        return DSL.when(condition, DSL.inline(String.valueOf(YES))).otherwise(DSL.inline("n"));
    }

    /**
     * Whether the index may tell apart what the column's own equality does not: by another collation than that of a column to
     * which 'a' and 'A' are one, or by the operators of another type than the column's, as of text for citext.
     */
    private static Condition isFiner(Field<Integer> type) {
        Field<Integer> collation = element("indcollation");
        Field<Integer> operators = element("indclass");
        Condition otherCollation = DSL.exists(DSL.selectOne()
                .from(system("pg_collation", "l"))
                .where(number("l", "oid").eq(number("a", "attcollation")))
                .and(number("l", "oid").ne(collation))
                .and(flag("l", "collisdeterministic").not()));
        Condition otherOperators = DSL.exists(DSL.selectOne()
                .from(system("pg_opclass", "x"))
                .join(system("pg_opclass", "d"))
                .on(number("d", "opcmethod").eq(number("x", "opcmethod")))
                .where(number("x", "oid").eq(operators))
                .and(number("x", "opcintype").ne(type))
                .and(number("d", "opcintype").eq(type))
                .and(flag("d", "opcdefault")));
        return otherCollation.or(otherOperators);
    }

    /** What a vector of the index has for the column. */
    private static Field<Integer> element(String vector) {
        Name name = DSL.name(DSL.unquotedName("i"), DSL.unquotedName(vector));
        return DSL.field("({0}::oid[])[{1}]", SQLDataType.INTEGER, DSL.field(name), placeInIndex("i", "a"));
    }

    /** Takes what the statement tells of one column. */
    void add(String column, String[] indexes) {
        for (String index : indexes) {
            int end = index.indexOf(ConstraintStatement.BETWEEN);
            String name = index.substring(FLAGS, end < 0 ? index.length() : end);
            columns.computeIfAbsent(name, unused -> new HashSet<>()).add(column);
            texts.merge(name, index, (one, other) -> isFiner(other) ? other : one);
        }
    }

    /** The indexes of the table, but for those that tell apart what the table's own columns do not. */
    private List<UniqueIndex> all() {
        List<UniqueIndex> all = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (!isFiner(text)) {
                int end = text.indexOf(ConstraintStatement.BETWEEN);
                all.add(new UniqueIndex(
                        name,
                        columns.getOrDefault(name, Set.of()),
                        text.charAt(0) == YES,
                        text.charAt(1) == YES,
                        end < 0 ? null : text.substring(end + 1)));
            }
        });
        return all;
    }

    /** Those over all rows. */
    List<UniqueIndex> whole() {
        return all().stream().filter(index -> index.condition() == null).toList();
    }

    /** Those over a part of the rows. */
    List<UniqueIndex> partial() {
        return all().stream().filter(index -> index.condition() != null).toList();
    }

    private static boolean isFiner(String text) {
        return text.charAt(2) == YES;
    }
}

package dev.keelson.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a name in the database becomes one of Java, whatever it is. */
class NamesTest {

    private static final Pattern DECLARED = Pattern.compile("(?:class|TableField<[^>]*>) (\\w+)");

    @TempDir
    Path folder;

    @Test
    void names_are_turned_to_those_of_java() {
        assertThat(List.of(
                        JavaNames.type("order_lines"),
                        JavaNames.type("orderLines"),
                        JavaNames.type("ORDER_LINES"),
                        JavaNames.type("HTTPRequest"),
                        JavaNames.type("2nd"),
                        JavaNames.type("-"),
                        JavaNames.constant("order_id"),
                        JavaNames.constant("orderId"),
                        JavaNames.constant("2nd try"),
                        JavaNames.constant("_"),
                        JavaNames.constant("")))
                .isEqualTo(List.of(
                        "OrderLines",
                        "OrderLines",
                        "OrderLines",
                        "HttpRequest",
                        "_2nd",
                        "__",
                        "ORDER_ID",
                        "ORDER_ID",
                        "_2ND_TRY",
                        "__",
                        "__"));
    }

    @Test
    void names_that_clash_get_numbers_or_their_schemas() {
        Built built = new Built(folder);
        built.generate("dev.keelson.codegen.shop.Clashing::map", "clashing.tables");
        built.compile();

        assertThat(built.all().stream().map(file -> file.getFileName().toString()))
                .isEqualTo(List.of(
                        "MappedBy.java",
                        "Object5.java",
                        "SalesOrders.java",
                        "StockOrders.java",
                        "String.java",
                        "Tables.java",
                        "Tables_2.java",
                        "package-info.java"));
        assertThat(DECLARED.matcher(built.text("clashing.tables.String"))
                        .results()
                        .map(result -> result.group(1)))
                .containsExactly(
                        "String",
                        "ID",
                        "CLASS",
                        "TOTAL",
                        "TOTAL_2",
                        "_2ND_QUOTED_U0041_S",
                        "STRING_2",
                        "__",
                        "STRASSE_",
                        "SELECT",
                        "VERSION");
    }

    @Test
    void names_are_quoted_in_statements_as_those_of_properties_are() {
        Built built = new Built(folder);
        built.generate("dev.keelson.codegen.shop.Clashing::map", "clashing.tables");
        built.write("usage.Use", """
            package usage;

            import static clashing.tables.Tables.*;

            import java.util.function.Supplier;
            import org.jooq.Condition;

            public final class Use implements Supplier<Condition> {
                @Override
                public Condition get() {
                    return STRING.CLASS.eq(1).and(STRING.TOTAL.eq(2)).and(STRING.TOTAL_2.eq(3))
                            .and(STRING._2ND_QUOTED_U0041_S.eq(4)).and(STRING.STRASSE_.eq(5)).and(STRING.SELECT.eq("six"))
                            .and(SALES_ORDERS.ID.isNull()).and(TABLES_2.TEXT.isNull());
                }
            }
            """);
        Condition condition = (Condition)
                Built.made(built.compile(), "usage.Use", Supplier.class).get();

        assertThat(DSL.using(SQLDialect.POSTGRES).render(condition))
                .isEqualTo("(string.class = ? and string.\"Total\" = ? and string.total = ? and"
                        + " string.\"2nd \"\"quoted\"\" \\u0041 %s\" = ? and string.\"stra\u00dfe*/\" = ? and"
                        + " string.\"select\" = ? and sales.orders.id is null and shop.tables.text is null)");
    }
}

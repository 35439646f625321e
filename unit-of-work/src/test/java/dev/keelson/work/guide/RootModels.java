package dev.keelson.work.guide;

import dev.keelson.value.ColumnType;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A root and its properties: by convention, corrected, with a version of its own. */
final class RootModels {

    private RootModels() {}

    // region product
    record ProductId(UUID value) {}

    static final class Product {
        private final ProductId id;
        private final Instant listedAt;
        private String title;
        private BigDecimal price;
        private @Nullable String note;
        private Optional<URI> picture = Optional.empty();
        private transient int shownToday; // transient is not stored

        Product(ProductId id, Instant listedAt, String title, BigDecimal price) {
            this.id = id;
            this.listedAt = listedAt;
            this.title = title;
            this.price = price;
        }

        void reprice(BigDecimal next) {
            price = next;
        }

        BigDecimal price() {
            return price;
        }
    }
    // endregion

    static void product(KeelsonBuilder keelson) {
        // region product-map
        keelson.map(Product.class);
        // endregion
    }

    // region corrected
    static final class ProductMapping implements AggregateMapping<Product> {
        @Override
        public void map(AggregateConfig<Product> product) {
            product.table("shop.tbl_product")
                    .property("id", id -> id.column("product_no"))
                    .property("title", title -> title.type(ColumnType.varchar(200)))
                    .property(Product::price, price -> price.type(ColumnType.numeric(10, 2)))
                    .property("note", note -> note.column("remark"))
                    .ignore("picture")
                    .versionColumn("row_version");
        }
    }
    // endregion

    static void corrected(KeelsonBuilder keelson) {
        // region corrected-map
        keelson.map(new ProductMapping());
        // endregion
    }

    // region page
    static final class Page {
        private final UUID id;
        private String text;
        private int revision; // shows the version as loaded; set after each commit

        Page(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    record Visit(UUID id, Instant at, String path) {}
    // endregion

    static void page(KeelsonBuilder keelson) {
        // region page-map
        keelson.map(Page.class, page -> page.version("revision")).map(Visit.class, visit -> visit.unversioned());
        // endregion
    }

    static void tell(Guide guide) {
        guide.ddl("product-table", RootModels::product);
        guide.ddl("corrected-table", RootModels::corrected);
        guide.ddl("page-tables", RootModels::page);
    }

    static void send(Guide guide, Store store) {
        ProductId id = new ProductId(new UUID(7, 1));
        store.save(new Product(id, Instant.EPOCH, "Tea", BigDecimal.ONE));
        guide.sent("product-load", store, work -> work.get(Product.class, id));
        guide.written(
                "product-write", store, work -> work.get(Product.class, id).reprice(BigDecimal.TEN));
    }
}

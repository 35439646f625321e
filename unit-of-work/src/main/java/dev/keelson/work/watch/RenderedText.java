package dev.keelson.work.watch;

import dev.keelson.kernel.Internal;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Param;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** Hears of the text that jOOQ renders, just before it is sent, and puts the comment in front. Used for one statement. */
@Internal
public final class RenderedText implements ExecuteListener {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient WorkWatch watch;
    private final transient Supplier<String> attempted;
    private final boolean single;
    private String text = "";
    private transient @Nullable Query query;
    private transient @Nullable Configuration configuration;

    /**
     * @param single whether it loads one thing, so that many like it are a loop's
     */
    public RenderedText(WorkWatch watch, Supplier<String> attempted, boolean single) {
        this.watch = watch;
        this.attempted = attempted;
        this.single = single;
    }

    @Override
    public void renderEnd(ExecuteContext context) {
        String sql = context.sql();
        if (sql == null) {
            return;
        }
        if (single) {
            watch.repeated(attempted, sql);
        }
        String comment = watch.comment(attempted);
        text = comment + sql;
        query = context.query();
        configuration = context.configuration();
        if (!comment.isEmpty()) {
            context.sql(text);
        }
    }

    String text() {
        return text;
    }

    /** What was bound. */
    List<String> binds(boolean shown) {
        List<String> binds = new ArrayList<>();
        if (query != null && configuration != null) {
            for (Param<?> param : query.getParams().values()) {
                if (!param.isInline()) {
                    binds.add(Binds.of(param.getDataType().getTypeName(configuration), param.getValue(), shown));
                }
            }
        }
        return binds;
    }
}

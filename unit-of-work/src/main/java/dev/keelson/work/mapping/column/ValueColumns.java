package dev.keelson.work.mapping.column;

import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.ValueDraft;
import dev.keelson.work.mapping.reference.References.Identity;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.Exactness;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.row.Encryption;
import dev.keelson.work.row.Sameness;
import java.util.Optional;

/** Lays values that have a converter into columns of a row. Used by one thread. */
public final class ValueColumns {

    private final BuildContext context;
    private final ColumnForms forms;

    public ValueColumns(BuildContext context, ColumnForms forms) {
        this.context = context;
        this.forms = forms;
    }

    /**
     * A value in one column.
     *
     * @param checked whether the converter is not ours, so that it is held to give back what it was given
     */
    public ScalarContent scalar(
            ValueDraft value,
            Place place,
            TableDraft table,
            ScalarConverter<Object> converter,
            Optional<Identity> identified,
            boolean checked) {
        PropertyConfig correction = value.correction();
        String column = correction.column() != null
                ? correction.column()
                : place.prefix() + BuildContext.columnName(value.name(), identified.isPresent());
        boolean nullable = place.optional() || value.isNullable(place, table, column);
        ColumnType type = type(correction, converter, identified);
        ColumnCipher cipher = correction.cipher();
        int position = table.add(
                column, value.within(), cipher == null ? type : ColumnType.bytea(), nullable, place.variant());
        ColumnType exact = cipher == null ? table.column(position).type() : type;
        Sameness sameness = Samenesses.of(position, exact, converter);
        table.refine(position, correction.writer(), sameness, cipher == null ? null : new Encryption(cipher, exact));
        forms.check(value, table.column(position), exact, identified.isPresent());
        return new ScalarContent(
                position,
                exact,
                converter,
                exactness(correction, ColumnForms.hasTime(exact), converter, checked),
                cipher != null);
    }

    private Exactness exactness(
            PropertyConfig correction, boolean hasTime, ValueConverter<?> converter, boolean checked) {
        if (converter.comparesValues()) {
            return Exactness.TRUSTED;
        }
        boolean strict = correction.isStrictTime(context.strictTime());
        return strict && hasTime ? Exactness.STRICT : checked ? Exactness.CHECKED : Exactness.TRUSTED;
    }

    /** A reference has the type of the key it refers to. */
    private static ColumnType type(
            PropertyConfig correction, ScalarConverter<Object> converter, Optional<Identity> identified) {
        if (correction.type() != null) {
            return correction.type();
        }
        ColumnType convention = Scalars.columnType(converter);
        return identified
                .filter(to -> to.key().size() == 1)
                .map(to -> to.key().get(0).type())
                .filter(key -> key.javaType() == convention.javaType())
                .orElse(convention);
    }

    /** A value in several columns, by a converter; empty where a fault was added. */
    public Optional<ColumnContent> converted(
            ValueDraft value, Place place, TableDraft table, ValueConverter<?> converter) {
        PropertyConfig correction = value.correction();
        String name = correction.column() != null ? correction.column() : place.prefix() + Naming.snake(value.name());
        boolean absent = value.isNullable(place, table, name);
        int first = -1;
        int presence = -1;
        int count = 0;
        for (ColumnSpec spec : converter.columns()) {
            String column = spec.suffix().isEmpty() ? name : correction.startOr(name + "_") + spec.suffix();
            boolean nullable = place.optional() || absent || spec.nullable();
            int position = table.add(column, value.within(), spec.type(), nullable, place.variant());
            first = count == 0 ? position : first;
            presence = presence < 0 && !spec.nullable() ? position : presence;
            if (position != first + count) {
                context.faults()
                        .add(
                                value.path(),
                                "only some of its columns are shared with another class of the hierarchy",
                                "give it columns of its own: .property(\"...\", p -> p.column(\"...\"))");
                return Optional.empty();
            }
            count++;
        }
        if (absent && presence < 0) {
            noPresence(value.path());
        }
        @SuppressWarnings("unchecked") // the model hands it only values of the property that it was configured for
        ValueConverter<Object> untyped = (ValueConverter<Object>) converter;
        forms.checkSeveral(value);
        for (int position = first; position < first + count; position++) {
            table.refine(position, Writer.APPLICATION, Samenesses.of(first, count, position, untyped), null);
        }
        boolean hasTime = converter.columns().stream().anyMatch(spec -> ColumnForms.hasTime(spec.type()));
        Exactness exactness = exactness(correction, hasTime, converter, true);
        return Optional.of(new ConvertedContent(first, count, absent ? presence : -1, untyped, exactness));
    }

    /** Adds the fault of a value that may be absent and whose parts all may be. */
    public void noPresence(String path) {
        context.faults()
                .add(
                        path,
                        "is optional, and all its parts are too: no value could not be told from a value of nothing",
                        "make one of its parts required, or the whole: .property(\"...\", p -> p.required())");
    }
}

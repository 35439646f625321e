package dev.keelson.work.shapes;

import dev.keelson.value.ColumnCipher;
import dev.keelson.work.values.Ciphers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that lie encrypted in their columns, in the root's row and in those of children and values. Not among {@link AllShapes}, since equal
 * states have other rows each time.
 */
final class EncryptedShapes {

    private EncryptedShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(encrypted());
    }

    private static final ColumnCipher CIPHER = Ciphers.any();

    static final class Finding {
        private final UUID id;
        private String text;

        Finding(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Patient {
        private final UUID id;
        private String name;
        private @Nullable Integer weight;
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> hints = new ArrayList<>();

        Patient(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static Shape<?, ?> encrypted() {
        return Shape.of("encrypted values", Patient.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Patient.class,
                        patient -> patient.property("name", name -> name.encrypted(CIPHER))
                                .property("weight", weight -> weight.encrypted(CIPHER))
                                .children(
                                        "findings",
                                        findings -> findings.property("text", text -> text.encrypted(CIPHER)))
                                .values("hints", hints -> hints.element(hint -> hint.encrypted(CIPHER)))))
                .tables("patients", "patient_findings", "patient_hints")
                .changing("in the root's row", patient -> patient.name = "Ada", "update patients (name)")
                .changing(
                        "in a child",
                        patient -> patient.findings.get(1).text = "well",
                        "update patient_findings (text)")
                .states((chance, id) -> {
                    Patient patient = new Patient(id, chance.word());
                    patient.weight = chance.maybe(() -> chance.number(200));
                    chance.ids(id).forEach(finding -> patient.findings.add(new Finding(finding, chance.word())));
                    patient.hints.addAll(chance.list(chance::word));
                    return patient;
                });
    }
}

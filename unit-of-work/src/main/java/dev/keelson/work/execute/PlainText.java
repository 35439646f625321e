package dev.keelson.work.execute;

import dev.keelson.work.render.ScriptStep;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.watch.Sent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The plain statements of a commit, as who looks on is told of them: each text once, though a batch sends it for many rows. */
final class PlainText {

    private PlainText() {}

    /** They are sent now. */
    static void begins(Sent told, List<ScriptStep> steps) {
        Set<StatementTemplate> templates = new LinkedHashSet<>();
        List<BoundStatement> all = new ArrayList<>();
        for (ScriptStep step : steps) {
            for (BoundStatement statement : statements(step)) {
                templates.add(statement.template());
                all.add(statement);
            }
        }
        told.begins(templates.stream().map(StatementTemplate::sql).collect(Collectors.joining(";\n")), all, 0);
    }

    private static List<BoundStatement> statements(ScriptStep step) {
        return switch (step) {
            case ScriptStep.StoreToken token -> List.of(token.statement());
            case ScriptStep.LockRoots lock -> List.of(lock.statement());
            case ScriptStep.CheckRoots check -> List.of(check.statement());
            case ScriptStep.DeferConstraints defer -> List.of(defer.statement());
            case ScriptStep.WriteSet set -> List.of(set.statement());
            case ScriptStep.WriteRows rows -> List.of(rows.statement());
            case ScriptStep.WholeCommit whole -> List.of(whole.statement());
            case ScriptStep.TokenFromRoot root -> List.of(root.statement());
            case ScriptStep.ReadRoot read -> List.of(read.statement());
            case ScriptStep.WriteBatch batch -> batch.rows();
        };
    }
}

package dev.keelson.work.guide;

import dev.keelson.work.KeelsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Objects inside an aggregate that refer to each other. */
final class GraphModels {

    private GraphModels() {}

    // region project
    static final class Task {
        private final UUID id;
        private final Project project; // the parent
        private @Nullable Task blockedBy; // another entity of the aggregate

        Task(UUID id, Project project) {
            this.id = id;
            this.project = project;
        }
    }

    static final class Project {
        private final UUID id;
        private final List<Task> tasks = new ArrayList<>();

        Project(UUID id) {
            this.id = id;
        }

        Task plan(UUID task) {
            Task planned = new Task(task, this);
            tasks.add(planned);
            return planned;
        }
    }
    // endregion

    static void project(KeelsonBuilder keelson) {
        keelson.map(Project.class);
    }

    // region discussion
    record Remark(UUID id, String text, List<Remark> replies) {}

    record Discussion(UUID id, List<Remark> remarks) {}
    // endregion

    static void discussion(KeelsonBuilder keelson) {
        keelson.map(Discussion.class);
    }

    static void tell(Guide guide) {
        guide.ddl("project-table", GraphModels::project, "project_tasks");
        guide.ddl("discussion-table", GraphModels::discussion, "discussion_remarks");
    }
}

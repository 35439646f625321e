package dev.keelson.work.programs;

import dev.keelson.work.programs.Depot.DepotId;
import dev.keelson.work.programs.Member.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A root with a code of its own, a tree, a required reference, and an optional one to what refers to it. */
final class Project {

    record ProjectId(UUID value) {}

    final ProjectId id;
    String code = "";
    DepotId depot;

    @Nullable
    MemberId lead;

    List<Task> tasks = new ArrayList<>();

    Project(ProjectId id, DepotId depot) {
        this.id = id;
        this.depot = depot;
    }

    /** A node whose code, and slot if it has one, no other of the project has. */
    static final class Task {
        final UUID id;
        String code = "";

        @Nullable
        Integer slot;

        String title = "";

        @Nullable
        Task blockedBy;

        List<Task> subtasks = new ArrayList<>();

        Task(UUID id) {
            this.id = id;
        }

        /** This one and all below. */
        List<Task> all() {
            List<Task> all = new ArrayList<>();
            all.add(this);
            subtasks.forEach(task -> all.addAll(task.all()));
            return all;
        }
    }

    /** The tasks of all levels. */
    List<Task> all() {
        List<Task> all = new ArrayList<>();
        tasks.forEach(task -> all.addAll(task.all()));
        return all;
    }
}

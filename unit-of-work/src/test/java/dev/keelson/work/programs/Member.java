package dev.keelson.work.programs;

import dev.keelson.work.programs.Project.ProjectId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A root of several classes in one table, with a part in a table of its own and references to its own kind. */
abstract sealed class Member {

    record MemberId(UUID value) {}

    record Badge(UUID id, String colour) {}

    final MemberId id;
    String name = "";

    @Nullable
    ProjectId project;

    @Nullable
    MemberId mentor;

    @Nullable
    Badge badge;

    private Member(MemberId id) {
        this.id = id;
    }

    static final class Employee extends Member {
        BigDecimal salary = BigDecimal.ZERO;
        List<String> skills = new ArrayList<>();

        Employee(MemberId id) {
            super(id);
        }
    }

    static final class Guest extends Member {
        LocalDate until = LocalDate.EPOCH;

        @Nullable
        Integer visits;

        Guest(MemberId id) {
            super(id);
        }
    }
}

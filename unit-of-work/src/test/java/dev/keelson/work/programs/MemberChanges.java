package dev.keelson.work.programs;

import dev.keelson.work.programs.Member.Badge;
import dev.keelson.work.programs.Member.Employee;
import dev.keelson.work.programs.Member.Guest;
import dev.keelson.work.programs.Member.MemberId;
import dev.keelson.work.programs.Project.ProjectId;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Changes of members. */
final class MemberChanges implements Changes<Member> {

    @Override
    public Class<Member> type() {
        return Member.class;
    }

    @Override
    public Member create(Scene scene) {
        MemberId id = new MemberId(scene.chance().id());
        return scene.chance().coin() ? new Employee(id) : new Guest(id);
    }

    @Override
    public Member copy(Member member, Scene scene) {
        boolean other = scene.chance().once(3);
        Member copy = (member instanceof Employee) != other ? new Employee(member.id) : new Guest(member.id);
        copy.name = member.name;
        copy.project = member.project;
        copy.mentor = member.mentor;
        copy.badge = member.badge;
        if (copy instanceof Employee to && member instanceof Employee from) {
            to.salary = from.salary;
            to.skills.addAll(from.skills);
        }
        if (copy instanceof Guest to && member instanceof Guest from) {
            to.until = from.until;
            to.visits = from.visits;
        }
        return copy;
    }

    private static Change<Member> ofEmployee(String name, BiConsumer<Employee, Scene> change) {
        return Change.of(name, (member, scene) -> {
            if (member instanceof Employee employee) {
                change.accept(employee, scene);
            }
        });
    }

    private static Change<Member> ofGuest(String name, BiConsumer<Guest, Scene> change) {
        return Change.of(name, (member, scene) -> {
            if (member instanceof Guest guest) {
                change.accept(guest, scene);
            }
        });
    }

    @Override
    public List<Change<Member>> all() {
        return List.of(
                Change.of(
                        "name", (member, scene) -> member.name = scene.chance().word()),
                Change.of(
                        "project",
                        (member, scene) -> member.project = scene.chance().coin() ? null : project(scene)),
                Change.of(
                        "mentor",
                        (member, scene) -> member.mentor = scene.chance().coin() ? null : member(scene)),
                Change.of("leads his project", (member, scene) -> {
                    member.project = project(scene);
                    if (member.project != null) {
                        scene.get(Project.class, member.project).lead = member.id;
                    }
                }),
                Change.of("mentors in a circle", (member, scene) -> {
                    MemberId other = member(scene);
                    if (other != null) {
                        member.mentor = other;
                        scene.get(Member.class, other).mentor = member.id;
                    }
                }),
                Change.of(
                        "badge",
                        (member, scene) -> member.badge = scene.chance()
                                .maybe(() -> new Badge(
                                        scene.chance().id(), scene.chance().word()))),
                Change.of("colour", (member, scene) -> {
                    if (member.badge != null) {
                        member.badge =
                                new Badge(member.badge.id(), scene.chance().word());
                    }
                }),
                ofEmployee(
                        "salary",
                        (employee, scene) -> employee.salary = scene.chance().money()),
                ofEmployee(
                        "add skill",
                        (employee, scene) -> scene.chance()
                                .insert(employee.skills, scene.chance().word())),
                ofEmployee("remove skill", (employee, scene) -> scene.chance().take(employee.skills)),
                ofEmployee("no skills", (employee, scene) -> employee.skills.clear()),
                ofGuest("until", (guest, scene) -> guest.until = scene.chance().date()),
                ofGuest(
                        "visits",
                        (guest, scene) -> guest.visits =
                                scene.chance().maybe(() -> scene.chance().number(3))));
    }

    private static @Nullable ProjectId project(Scene scene) {
        List<RootKey> projects = scene.living(Project.class);
        return projects.isEmpty()
                ? null
                : (ProjectId) scene.chance().any(projects).id();
    }

    private static @Nullable MemberId member(Scene scene) {
        List<RootKey> members = scene.living(Member.class);
        return members.isEmpty() ? null : (MemberId) scene.chance().any(members).id();
    }

    @Override
    public boolean mend(Member member, Scene scene) {
        if (member.project != null && !scene.lives(Project.class, member.project)) {
            member.project = project(scene);
        }
        if (member.mentor != null && !scene.lives(Member.class, member.mentor)) {
            member.mentor = scene.chance().coin() ? null : member(scene);
        }
        return true;
    }
}

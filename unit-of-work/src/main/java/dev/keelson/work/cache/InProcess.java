package dev.keelson.work.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells all others of one process. Thread-safe. */
final class InProcess implements Invalidation {

    private final List<Member> members = new CopyOnWriteArrayList<>();

    @Override
    public Link join(Member member) {
        members.add(member);
        return new Link() {
            @Override
            public void changed(List<Evicted> changed) {
                for (Member other : members) {
                    if (!other.equals(member)) {
                        changed.forEach(other::evict);
                    }
                }
            }

            @Override
            public void close() {
                members.remove(member);
            }
        };
    }
}

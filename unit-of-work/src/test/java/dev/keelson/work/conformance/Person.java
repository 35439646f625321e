package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An aggregate that refers to others of its class, and has a value that no other has. */
final class Person {

    record PersonId(UUID value) {}

    final PersonId id;

    @Nullable
    String email;

    @Nullable
    PersonId friend;

    Person(PersonId id, @Nullable String email) {
        this.id = id;
        this.email = email;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Person.class);
    }

    /** To be made where the tables are. */
    static String uniqueEmail(Variant variant) {
        return variant.hasPolicies()
                ? variant.unique("one_person_an_email", "people", "email")
                : "alter table people add constraint one_person_an_email unique (email)";
    }

    static PersonId id(int number) {
        return new PersonId(Ground.id(number));
    }

    static Person of(int number) {
        return new Person(id(number), null);
    }

    static Person of(int number, String email) {
        return new Person(id(number), email);
    }

    static Person of(int number, Person friend) {
        Person person = of(number);
        person.friend = friend.id;
        return person;
    }
}

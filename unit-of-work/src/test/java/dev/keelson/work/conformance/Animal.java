package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import java.util.UUID;

/** A hierarchy in joined tables. */
abstract sealed class Animal {

    static final class Cat extends Animal {
        int lives;

        Cat(UUID id, String name, int lives) {
            super(id, name);
            this.lives = lives;
        }

        static Cat of(int number, String name, int lives) {
            return new Cat(Ground.id(number), name, lives);
        }
    }

    static final class Dog extends Animal {
        String breed;

        Dog(UUID id, String name, String breed) {
            super(id, name);
            this.breed = breed;
        }

        static Dog of(int number, String name, String breed) {
            return new Dog(Ground.id(number), name, breed);
        }
    }

    final UUID id;
    String name;

    Animal(UUID id, String name) {
        this.id = id;
        this.name = name;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Animal.class, animal -> animal.inheritance(Inheritance.JOINED));
    }
}

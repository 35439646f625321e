package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import java.util.UUID;

/** An aggregate with a natural key, and those that refer to it. */
final class Country {

    record Code(String letters) {}

    /** Always in a country. */
    static final class City {
        final UUID id;
        Code country;

        City(UUID id, Code country) {
            this.id = id;
            this.country = country;
        }

        static City of(int number, String country) {
            return new City(Ground.id(number), new Code(country));
        }
    }

    Code code;
    String name;

    Country(Code code, String name) {
        this.code = code;
        this.name = name;
    }

    static void map(Variant variant, KeelsonBuilder keelson) {
        variant.map(keelson, Country.class, country -> country.id("code"));
        variant.map(keelson, City.class);
    }

    static Country of(String code, String name) {
        return new Country(new Code(code), name);
    }
}

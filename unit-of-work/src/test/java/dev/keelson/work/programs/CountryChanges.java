package dev.keelson.work.programs;

import dev.keelson.work.programs.Country.CountryCode;
import dev.keelson.work.programs.Country.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes of countries. */
final class CountryChanges implements Changes<Country> {

    private static final int NAMES = 5;

    @Override
    public Class<Country> type() {
        return Country.class;
    }

    @Override
    public @Nullable Country create(Scene scene) {
        CountryCode code = new CountryCode(scene.chance().any(List.of("FR", "IT", "JP", "\u00c5L")));
        return scene.lives(Country.class, code) ? null : new Country(code);
    }

    @Override
    public Country copy(Country country, Scene scene) {
        Country copy = new Country(country.code);
        copy.name = country.name;
        country.regions.forEach((name, region) -> {
            Region twin = new Region(region.id);
            twin.rank = region.rank;
            twin.people = region.people;
            copy.regions.put(name, twin);
        });
        country.zones.forEach((zone, numbers) -> copy.zones.put(zone, new LinkedHashSet<>(numbers)));
        return copy;
    }

    @Override
    public List<Change<Country>> all() {
        return List.of(
                Change.of(
                        "name",
                        (country, scene) -> country.name = scene.chance().word()),
                Change.of("add region", (country, scene) -> country.regions.put(name(scene), region(scene.chance()))),
                Change.of("remove region", (country, scene) -> country.regions.remove(name(scene))),
                Change.of("region by another name", (country, scene) -> {
                    Region region = country.regions.remove(name(scene));
                    if (region != null) {
                        country.regions.put(name(scene), region);
                    }
                }),
                Change.of(
                        "people",
                        (country, scene) -> sorted(country)
                                .forEach(
                                        region -> region.people = scene.chance().number(3) * 3_000_000_000L)),
                Change.of("ranks", CountryChanges::rank),
                Change.of("zone", (country, scene) -> {
                    Set<Integer> numbers = country.zones.computeIfAbsent(zone(scene), unused -> new LinkedHashSet<>());
                    int number = scene.chance().number(4);
                    if (!numbers.remove(number)) {
                        numbers.add(number);
                    }
                }),
                Change.of("no zone", (country, scene) -> country.zones.remove(zone(scene))),
                Change.of("empty zone", (country, scene) -> country.zones.put(zone(scene), new LinkedHashSet<>())));
    }

    static String name(Scene scene) {
        return "n" + scene.chance().number(NAMES);
    }

    private static String zone(Scene scene) {
        return "z" + scene.chance().number(3);
    }

    private static Region region(Chance chance) {
        Region region = new Region(chance.id());
        region.rank = (short) chance.number(NAMES + 1);
        region.people = chance.number(3);
        return region;
    }

    /** The regions in the order of their names, since a map that was loaded has none. */
    private static List<Region> sorted(Country country) {
        return List.copyOf(new TreeMap<>(country.regions).values());
    }

    private static void rank(Country country, Scene scene) {
        List<Region> regions = sorted(country);
        List<Short> ranks =
                new ArrayList<>(regions.stream().map(region -> region.rank).toList());
        if (scene.chance().once(3)) {
            ranks.replaceAll(rank -> (short) scene.chance().number(NAMES + 1));
        }
        scene.chance().shuffle(ranks);
        for (int i = 0; i < regions.size(); i++) {
            regions.get(i).rank = ranks.get(i);
        }
    }

    @Override
    public boolean mend(Country country, Scene scene) {
        Set<Short> ranks = new HashSet<>();
        for (Region region : sorted(country)) {
            for (short rank = 0; !ranks.add(region.rank); rank++) {
                region.rank = rank;
            }
        }
        return true;
    }
}

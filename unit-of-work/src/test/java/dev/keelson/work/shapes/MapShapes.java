package dev.keelson.work.shapes;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps: of scalars, of value objects, of entities; by keys of one column and of several. */
final class MapShapes {

    private MapShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(ofScalars(), ofValueObjects(), ofEntities(), byValueObjects());
    }

    static final class Store {
        private final UUID id;
        private final Map<String, Integer> stock = new LinkedHashMap<>();
        private Map<DayOfWeek, String> hours = new HashMap<>();
        private Map<LocalDate, BigDecimal> takings = new HashMap<>();

        Store(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> ofScalars() {
        return Shape.of("map of scalars", Store.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Store.class,
                        store -> store.values(
                                "stock", stock -> stock.keyColumn("sku").column("amount"))))
                .tables("stores", "store_stock", "store_hours", "store_takings")
                .changing("value", store -> store.stock.replace("first", -1), "update store_stock (amount)")
                .changing(
                        "value by convention",
                        store -> store.hours.replace(DayOfWeek.MONDAY, "9-5"),
                        "update store_hours (hour)")
                .changing("one more", store -> store.stock.put("more", 1), "insert store_stock")
                .changing(
                        "another key",
                        store -> store.stock.put("more", store.stock.remove("first")),
                        "delete store_stock",
                        "insert store_stock")
                .states((chance, id) -> {
                    Store store = new Store(id);
                    if (chance.coin()) {
                        store.stock.put("first", chance.number(9));
                    }
                    store.stock.putAll(chance.map(chance::word, () -> chance.number(9)));
                    store.hours.putAll(chance.map(() -> chance.any(DayOfWeek.values()), chance::word));
                    store.takings.putAll(chance.map(() -> LocalDate.EPOCH.plusDays(chance.number(9)), chance::decimal));
                    return store;
                });
    }

    record Price(BigDecimal amount, @Nullable LocalDate since) {}

    record Tariff(UUID id, Map<Currency, Price> prices) {

        Tariff {
            prices = Map.copyOf(prices);
        }

        Tariff with(Currency currency, Price price) {
            Map<Currency, Price> all = new HashMap<>(prices);
            all.put(currency, price);
            return new Tariff(id, all);
        }
    }

    private static final Currency EUR = Currency.getInstance("EUR");

    private static Shape<?, ?> ofValueObjects() {
        return Shape.of("map of value objects", Tariff.class, Chance::uuid)
                .tables("tariffs", "tariff_prices")
                .replacing(
                        "part of a value",
                        tariff -> tariff.with(
                                EUR, new Price(tariff.prices().get(EUR).amount(), null)),
                        "update tariff_prices (since)")
                .states((chance, id) -> new Tariff(
                        id,
                        chance.map(
                                () -> chance.any(EUR, Currency.getInstance("JPY"), Currency.getInstance("CHF")),
                                () -> new Price(chance.cents(), chance.maybe(chance::date)))));
    }

    static final class Room {
        private final UUID id;
        private @Nullable String guest;
        private final Map<String, String> equipment = new LinkedHashMap<>();

        Room(UUID id) {
            this.id = id;
        }
    }

    static final class Hotel {
        private final UUID id;
        private final Map<Integer, Room> rooms = new LinkedHashMap<>();

        Hotel(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> ofEntities() {
        return Shape.of("map of entities", Hotel.class, Chance::uuid)
                .mapped(keelson ->
                        keelson.map(Hotel.class, hotel -> hotel.children("rooms", rooms -> rooms.keyColumn("number"))))
                .tables("hotels", "hotel_rooms", "room_equipment")
                .changing("in an entity", hotel -> hotel.rooms.get(1).guest = null, "update hotel_rooms (guest)")
                .changing(
                        "another key",
                        hotel -> hotel.rooms.put(9, hotel.rooms.remove(1)),
                        "update hotel_rooms (number)")
                .changing(
                        "in a map within",
                        hotel -> hotel.rooms
                                .get(1)
                                .equipment
                                .replaceAll((key, value) -> key.equals("first") ? "?!" : value),
                        "update room_equipment (equipment)")
                .states((chance, id) -> {
                    Hotel hotel = new Hotel(id);
                    int number = 0;
                    for (UUID roomId : chance.ids(id)) {
                        Room room = new Room(roomId);
                        room.guest = chance.maybe(chance::word);
                        if (chance.coin()) {
                            room.equipment.put("first", chance.word());
                        }
                        room.equipment.putAll(chance.map(chance::word, chance::word));
                        hotel.rooms.put(++number, room);
                    }
                    return hotel;
                });
    }

    record Square(char file, int rank) {}

    record Piece(String kind, boolean moved) {}

    static final class Game {
        private final UUID id;
        private final Map<Square, Piece> pieces = new HashMap<>();
        private final Map<Piece, String> notes = new HashMap<>();

        Game(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> byValueObjects() {
        return Shape.of("map by value objects", Game.class, Chance::uuid)
                .tables("games", "game_pieces", "game_notes")
                .changing(
                        "value",
                        game -> game.pieces.replaceAll(
                                (square, piece) -> square.rank() == 1 ? new Piece("queen", piece.moved()) : piece),
                        "update game_pieces (kind)")
                .states((chance, id) -> {
                    Game game = new Game(id);
                    for (int rank : chance.numbers()) {
                        game.pieces.put(new Square('a', rank), new Piece(chance.word(), chance.coin()));
                    }
                    game.notes.putAll(chance.map(() -> new Piece(chance.name(), chance.coin()), chance::word));
                    return game;
                });
    }
}

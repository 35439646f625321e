package dev.keelson.work.programs;

import dev.keelson.work.programs.Member.MemberId;
import dev.keelson.work.programs.Vehicle.Car;
import dev.keelson.work.programs.Vehicle.Engine;
import dev.keelson.work.programs.Vehicle.Part;
import dev.keelson.work.programs.Vehicle.Truck;
import dev.keelson.work.programs.Vehicle.Tyre;
import dev.keelson.work.programs.Vehicle.VehicleId;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Changes of vehicles. */
final class VehicleChanges implements Changes<Vehicle> {

    private static final int PLATES = 6;

    @Override
    public Class<Vehicle> type() {
        return Vehicle.class;
    }

    @Override
    public Vehicle create(Scene scene) {
        VehicleId id = new VehicleId(scene.chance().id());
        return scene.chance().coin() ? new Car(id) : new Truck(id);
    }

    @Override
    public Vehicle copy(Vehicle vehicle, Scene scene) {
        boolean other = scene.chance().once(3);
        Vehicle copy = (vehicle instanceof Car) != other ? new Car(vehicle.id) : new Truck(vehicle.id);
        copy.plate = vehicle.plate;
        copy.owner = vehicle.owner;
        vehicle.parts.forEach(part -> copy.parts.add(copy(part, scene.chance())));
        if (copy instanceof Car to && vehicle instanceof Car from) {
            to.seats = from.seats;
            to.colour = from.colour;
        }
        if (copy instanceof Truck to && vehicle instanceof Truck from) {
            to.capacity = from.capacity;
            to.routes.addAll(from.routes);
        }
        return copy;
    }

    private static Part copy(Part part, Chance chance) {
        Part copy = part(part.id, (part instanceof Engine) != chance.once(5));
        copy.maker = part.maker;
        if (copy instanceof Engine to && part instanceof Engine from) {
            to.power = from.power;
        }
        if (copy instanceof Tyre to && part instanceof Tyre from) {
            to.winter = from.winter;
        }
        return copy;
    }

    private static Part part(UUID id, boolean engine) {
        return engine ? new Engine(id) : new Tyre(id);
    }

    private static Change<Vehicle> ofCar(String name, BiConsumer<Car, Scene> change) {
        return Change.of(name, (vehicle, scene) -> {
            if (vehicle instanceof Car car) {
                change.accept(car, scene);
            }
        });
    }

    private static Change<Vehicle> ofTruck(String name, BiConsumer<Truck, Scene> change) {
        return Change.of(name, (vehicle, scene) -> {
            if (vehicle instanceof Truck truck) {
                change.accept(truck, scene);
            }
        });
    }

    @Override
    public List<Change<Vehicle>> all() {
        return List.of(
                Change.of(
                        "plate",
                        (vehicle, scene) -> vehicle.plate =
                                scene.chance().maybe(() -> "v" + scene.chance().number(PLATES))),
                Change.of("owner", (vehicle, scene) -> {
                    List<RootKey> members = scene.living(Member.class);
                    vehicle.owner = members.isEmpty() || scene.chance().coin()
                            ? null
                            : (MemberId) scene.chance().any(members).id();
                }),
                Change.of(
                        "add part",
                        (vehicle, scene) -> scene.chance()
                                .insert(
                                        vehicle.parts,
                                        part(scene.chance().id(), scene.chance().coin()))),
                Change.of("remove part", (vehicle, scene) -> scene.chance().take(vehicle.parts)),
                Change.of("shuffle parts", (vehicle, scene) -> scene.chance().shuffle(vehicle.parts)),
                Change.of(
                        "parts by others of their identity",
                        (vehicle, scene) -> vehicle.parts.replaceAll(part -> copy(part, scene.chance()))),
                Change.of(
                        "makers",
                        (vehicle, scene) -> vehicle.parts.forEach(part -> {
                            part.maker = scene.chance().word();
                            switch (part) {
                                case Engine engine ->
                                    engine.power = scene.chance().number(3);
                                case Tyre tyre -> tyre.winter = scene.chance().maybe(scene.chance()::coin);
                            }
                        })),
                ofCar("seats", (car, scene) -> car.seats = scene.chance().number(3)),
                ofCar("colour", (car, scene) -> car.colour = scene.chance().maybe(scene.chance()::word)),
                ofTruck(
                        "capacity",
                        (truck, scene) -> truck.capacity = scene.chance().number(3)),
                ofTruck("routes", (truck, scene) -> {
                    String route = "r" + scene.chance().number(4);
                    if (!truck.routes.remove(route)) {
                        truck.routes.add(route);
                    }
                }));
    }

    @Override
    public boolean mend(Vehicle vehicle, Scene scene) {
        if (vehicle.owner != null && !scene.lives(Member.class, vehicle.owner)) {
            vehicle.owner = null;
        }
        if (vehicle.plate != null && scene.pending("plate", RootKey.of(vehicle)).contains(vehicle.plate)) {
            vehicle.plate = null;
        }
        return true;
    }
}

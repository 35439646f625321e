package dev.keelson.benchmarks.contestant.ebean;

import dev.keelson.benchmarks.order.Address;
import jakarta.persistence.Embeddable;

/** An address. For one thread at a time. */
@Embeddable
@SuppressWarnings("NullAway.Init") // Ebean fills it
public class AddressBean {

    private String street;
    private String zip;
    private String city;

    static AddressBean of(Address address) {
        AddressBean bean = new AddressBean();
        bean.take(address);
        return bean;
    }

    /** In a method of an object, which is where the enhancement sees what is done. */
    private void take(Address address) {
        street = address.street();
        zip = address.zip();
        city = address.city();
    }

    Address toAddress() {
        return new Address(street, zip, city);
    }
}

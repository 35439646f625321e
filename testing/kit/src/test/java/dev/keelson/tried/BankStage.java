package dev.keelson.tried;

import dev.keelson.testing.KeelsonStage;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.tenancy.Tenancy;

/** Accounts of several banks, kept apart. */
final class BankStage implements KeelsonStage {

    @Override
    public void accept(KeelsonBuilder keelson) {
        keelson.map(Account.class).policy(Tenancy.byColumn("bank").withRowLevelSecurity());
    }
}

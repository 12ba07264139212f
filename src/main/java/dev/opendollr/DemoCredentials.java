package dev.opendollr;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.http.Json;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.merchant.Merchants.Demo;
import dev.opendollr.merchant.Secret;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The credentials of the sandbox's demo merchant, and the phone of the second demo merchant, to which it can
/// send money. They stand in the file `demo-credentials.json`, where a developer finds them.
public record DemoCredentials(
        String clientId,
        String clientSecret,
        long merchantId,
        MerchantType merchantType,
        String baseUrl,
        String partnerPhone) {
    private static final String FILE = "demo-credentials.json";
    /// Public in the documentation on purpose: a sandbox moves no real money.
    private static final String PASSCODE = "123456";
    /// The opening balances of a sandbox's demo merchant.
    public static final List<Money> FUNDS =
            List.of(Money.of(CurrencyUnit.USD, 1_000), Money.of(CurrencyUnit.of("LRD"), 150_000));

    @Override
    public String toString() {
        return "DemoCredentials[clientId=" + clientId + ", clientSecret=***]";
    }

    /// Returns the credentials in the file when they can still log in; otherwise issues new ones for the same
    /// merchant. Creates the demo merchants, the first one's passcode and its money if they are missing.
    static DemoCredentials ensure(DataFolder data, Doors doors, String baseUrl) {
        var merchants = doors.merchants();
        var credentials = doors.credentials();
        var passcodes = doors.passcodes();
        var merchant = merchants.demo(Demo.SHOP);
        var _ = merchants.demo(Demo.PARTNER);
        if (!passcodes.isSet(merchant.id(), Demo.SHOP.phone())) {
            passcodes.set(merchant.id(), Demo.SHOP.phone(), Optional.empty(), PASSCODE);
        }
        var kept = data.read(FILE)
                .flatMap(text -> Json.read(text, DemoCredentials.class))
                .filter(known -> opens(known, merchant, credentials));
        var demo = kept.map(known -> of(merchant, known.clientId, known.clientSecret, baseUrl))
                .orElseGet(() -> {
                    var issued = credentials.issue(merchant.id());
                    return of(merchant, issued.clientId(), issued.secret().plain(), baseUrl);
                });
        if (!kept.equals(Optional.of(demo))) {
            data.writePrivate(FILE, Json.text(demo) + "\n");
        }
        doors.wallets().fund(merchant.id(), FUNDS);
        return demo;
    }

    private static boolean opens(DemoCredentials known, Merchant merchant, Credentials credentials) {
        return credentials
                .authenticate(known.clientId, new Secret(known.clientSecret))
                .filter(subject -> subject.merchant().equals(merchant.id()))
                .isPresent();
    }

    private static DemoCredentials of(Merchant merchant, String clientId, String clientSecret, String baseUrl) {
        return new DemoCredentials(
                clientId, clientSecret, merchant.id().value(), merchant.type(), baseUrl, Demo.PARTNER.phone());
    }
}

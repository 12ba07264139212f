package dev.opendollr;

import dev.opendollr.db.DataFolder;
import dev.opendollr.http.Json;
import dev.opendollr.identity.MerchantType;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.merchant.Merchants.Demo;
import dev.opendollr.merchant.Secret;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The credentials of the sandbox's demo merchant, and the phone of the other one to send money to, kept where a
/// developer finds them: `demo-credentials.json`.
public record DemoCredentials(
        String clientId,
        String clientSecret,
        long merchantId,
        MerchantType merchantType,
        String baseUrl,
        String partnerPhone) {
    private static final String FILE = "demo-credentials.json";
    /// Known to everybody who reads the documentation: a sandbox moves no money.
    private static final String PASSCODE = "123456";
    /// What the merchant of a sandbox begins with.
    public static final List<Money> FUNDS =
            List.of(Money.of(CurrencyUnit.USD, 1_000), Money.of(CurrencyUnit.of("LRD"), 150_000));

    @Override
    public String toString() {
        return "DemoCredentials[clientId=" + clientId + ", clientSecret=***]";
    }

    /// Those of the file when they still open the door; else new ones of the same merchant. Makes the demo merchants,
    /// the passcode of the first one and its money when they are not there.
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

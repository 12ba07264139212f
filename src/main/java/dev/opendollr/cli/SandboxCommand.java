package dev.opendollr.cli;

import dev.opendollr.identity.MerchantType;
import dev.opendollr.ledger.Wallet;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.pricing.Currencies;
import dev.opendollr.problem.StartFailure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr sandbox …`: what developers need to try things with.
@Command(name = "sandbox", description = "Fill a sandbox with orders and money. Refused where money is real.")
final class SandboxCommand {
    private static final int ORDERS_MAX = 10_000;
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1000000000");
    private static final List<Money> START =
            List.of(Money.of(CurrencyUnit.USD, 1_000), Money.of(CurrencyUnit.of("LRD"), 150_000));

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "Give a merchant money that nobody paid.")
    int fund(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant,
            @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "Such as 500 or 0.50.")
                    BigDecimal amount,
            @Option(
                            names = "--currency",
                            defaultValue = "USD",
                            paramLabel = "CURRENCY",
                            description = "USD, LRD or RWF. Default: ${DEFAULT-VALUE}")
                    String currency) {
        var id = MerchantOption.id(spec, merchant);
        var gift = money(amount, currency);
        var wallet = Administration.with(database, administration -> {
            checkSandbox(administration);
            return administration
                    .wallets()
                    .give(administration.merchants().retrieve(id).id(), gift);
        });
        print(wallet);
        return 0;
    }

    @Command(
            description = "Create published orders with items, for a merchant or for a new one that is verified and has"
                    + " money.")
    int seed(
            @Mixin DatabaseOptions database,
            @Option(
                            names = "--orders",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "How many, up to 10000. Default: ${DEFAULT-VALUE}")
                    int orders,
            @Option(
                            names = "--merchant",
                            defaultValue = "0",
                            paramLabel = "ID",
                            description = "For this merchant. Default: a new one, whose secret is shown once.")
                    long merchant) {
        if (orders > ORDERS_MAX) {
            throw wrong("--orders", "it is a whole number from 0 to " + ORDERS_MAX);
        }
        return Administration.with(database, administration -> {
            checkSandbox(administration);
            var owner = merchant == 0
                    ? create(administration)
                    : administration.merchants().retrieve(MerchantOption.id(spec, merchant));
            var numbers = SampleOrders.create(administration, owner, orders);
            var out = spec.commandLine().getOut();
            out.println(
                    numbers.isEmpty()
                            ? "no orders were asked for"
                            : orders + " orders of merchant " + owner.id().value() + ", " + numbers.getFirst() + " to "
                                    + numbers.getLast());
            out.flush();
            return 0;
        });
    }

    private Merchant create(Administration administration) {
        var registered = administration
                .merchants()
                .register("Sample Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty());
        var merchant = registered.merchant();
        administration.merchants().verify(merchant.id());
        spec.commandLine().getOut().println("merchant_id    " + merchant.id().value());
        CredentialCommand.print(spec.commandLine().getOut(), registered.credential());
        START.forEach(gift -> print(administration.wallets().give(merchant.id(), gift)));
        return merchant;
    }

    private void print(Wallet wallet) {
        spec.commandLine().getOut().println("wallet " + WalletJson.of(wallet).line());
        spec.commandLine().getOut().flush();
    }

    private static void checkSandbox(Administration administration) {
        if (!administration.merchants().isSandbox()) {
            throw new StartFailure("this is not the database of a sandbox, and money is not made up elsewhere: start a "
                    + "server in the role sandbox on it first");
        }
    }

    private Money money(BigDecimal amount, String currency) {
        var unit = Currencies.offered(currency).orElseThrow(() -> wrong("--currency", "it is USD, LRD or RWF"));
        boolean fits = amount.stripTrailingZeros().scale() <= unit.getDecimalPlaces();
        if (amount.signum() <= 0 || amount.compareTo(AMOUNT_MAX) > 0 || !fits) {
            throw wrong(
                    "--amount",
                    "it is above 0, at most " + AMOUNT_MAX + ", and has at most " + unit.getDecimalPlaces()
                            + " decimals in " + unit.getCode());
        }
        return Money.of(unit, amount.stripTrailingZeros());
    }

    private ParameterException wrong(String option, String rule) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + rule);
    }
}

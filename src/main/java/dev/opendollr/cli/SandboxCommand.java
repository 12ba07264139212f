package dev.opendollr.cli;

import static java.util.Objects.requireNonNull;

import dev.opendollr.DemoCredentials;
import dev.opendollr.Doors;
import dev.opendollr.OpenDollr;
import dev.opendollr.Store;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.ledger.Wallet;
import dev.opendollr.merchant.Merchant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr sandbox …`: what developers need for experiments, and what only the operator of a sandbox may do
/// with it.
@Command(
        name = "sandbox",
        description = "Fill a sandbox with orders and money, move its clock, or empty it. Refused where money is real.")
final class SandboxCommand {
    private static final int ORDERS_MAX = 10_000;
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1000000000");
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

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
        var wallet = Administration.with(database, doors -> {
            checkSandbox(doors);
            return doors.wallets().give(doors.merchants().retrieve(id).id(), gift);
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
        return Administration.with(database, doors -> {
            checkSandbox(doors);
            var owner = merchant == 0 ? create(doors) : doors.merchants().retrieve(MerchantOption.id(spec, merchant));
            var numbers = SampleOrders.create(doors, owner, orders);
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

    @Command(
            description =
                    "Say where the clock of the sandbox stands, or move it forward, for everybody, beside a running "
                            + "server or without one: at most 366 days at once, and 3,650 days ahead of real time.")
    int clock(
            @Mixin DatabaseOptions database,
            @Option(names = "--forward", paramLabel = "LENGTH", description = "How far: 90s, 30m, 1h or 7d.")
                    Optional<String> forward,
            @Option(names = "--to", paramLabel = "TIME", description = "Where to, such as 2027-01-01T00:00:00Z.")
                    Optional<Instant> to) {
        if (forward.isPresent() && to.isPresent()) {
            throw new ParameterException(spec.commandLine(), "give either --forward or --to");
        }
        var length = forward.map(this::length);
        var now = Administration.with(database, doors -> {
            checkSandbox(doors);
            return OpenDollr.moveClock(doors.database(), length, to);
        });
        spec.commandLine().getOut().println("The clock of the sandbox stands at " + now);
        spec.commandLine().getOut().flush();
        return 0;
    }

    @Command(
            description =
                    "Empty the sandbox and give it real time back: parties, orders, invoices, payments and wallets go; "
                            + "merchants, credentials, passcodes and prices stay. Stop every server first.")
    int reset(
            @Mixin DatabaseOptions database,
            @Option(names = "--role", paramLabel = "sandbox|live", description = "As for serve; live is never emptied.")
                    Optional<String> role,
            @Option(names = "--yes", description = "Needed, because nothing brings back what is emptied.")
                    boolean yes) {
        if (!role.orElse("sandbox").equals("sandbox")) {
            throw wrong("--role", "only a sandbox is emptied");
        }
        if (!yes) {
            throw new ParameterException(
                    spec.commandLine(), "this empties the whole sandbox, for all its merchants; type --yes to do it");
        }
        Store.asOnlyUser(database.withoutServer(), OpenDollr::resetSandbox);
        spec.commandLine().getOut().println("The sandbox is empty and its clock shows real time again.");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Merchant create(Doors doors) {
        var registered = doors.merchants()
                .register("Sample Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty());
        var merchant = registered.merchant();
        doors.merchants().verify(merchant.id());
        spec.commandLine().getOut().println("merchant_id    " + merchant.id().value());
        CredentialCommand.print(spec.commandLine().getOut(), registered.credential());
        DemoCredentials.FUNDS.forEach(gift -> print(doors.wallets().give(merchant.id(), gift)));
        return merchant;
    }

    private void print(Wallet wallet) {
        spec.commandLine().getOut().println("wallet " + WalletJson.of(wallet).line());
        spec.commandLine().getOut().flush();
    }

    private static void checkSandbox(Doors doors) {
        if (!doors.merchants().isSandbox()) {
            throw new StartFailure("money and time are made up only in the database of a sandbox: one that was served "
                    + "in the role sandbox, and never in the role live");
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

    private Duration length(String text) {
        var matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw wrong("--forward", "give a length such as 90s, 30m, 1h or 7d");
        }
        var unit = requireNonNull(UNITS.get(matcher.group(2)));
        var length = unit.multipliedBy(Integer.parseInt(matcher.group(1)));
        if (length.compareTo(OpenDollr.CLOCK_JUMP_MAX) > 0) {
            throw wrong("--forward", "it is at most " + OpenDollr.CLOCK_JUMP_MAX.toDays() + " days at once");
        }
        return length;
    }
}

package dev.opendollr.page.pay;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.Seals;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.link.Link;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Forms as sealed texts, which stand in pages and their addresses. Only this service can make or read one: it holds
/// a phone number. Nothing of a form is stored anywhere else.
public final class PayForms {
    /// A form can be sent for this long.
    public static final Duration LIFETIME = Duration.ofMinutes(30);
    /// The amount that a payer saw can be paid for this long without being shown again.
    public static final Duration QUOTE_LIFETIME = Duration.ofMinutes(10);

    private static final int VERSION = 1;

    private final Seals seals;
    private final InstantSource clock;

    /// A form, and whether the payer has seen its amount a short time ago.
    public record Opened(PayForm form, boolean isQuoteFresh) {}

    /// `clock` is the real clock: moving the clock of the sandbox must not make forms expire.
    public PayForms(TokenKeys keys, InstantSource clock) {
        seals = new Seals(keys, Purpose.FORM);
        this.clock = clock;
    }

    /// Each call gives a different text.
    public String seal(PayForm form) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(clock.millis());
            write(out, form);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return seals.seal(bytes.toByteArray());
    }

    /// Empty for a text that is none of ours, too old, or of another link.
    public Optional<Opened> open(Link link, String text) {
        return seals.open(text)
                .flatMap(this::opened)
                .filter(opened -> opened.form().link().equals(link));
    }

    private Optional<Opened> opened(byte[] content) {
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            var age = Duration.between(Instant.ofEpochMilli(in.readLong()), clock.instant());
            return age.compareTo(LIFETIME) < 0
                    ? Optional.of(new Opened(read(in), age.compareTo(QUOTE_LIFETIME) < 0))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, PayForm form) throws IOException {
        var link = form.link();
        out.writeUTF(link.page().name());
        out.writeLong(link.merchant().value());
        out.writeUTF(link.sourceKind().name());
        out.writeLong(link.sourceId().value());
        out.writeUTF(form.step().name());
        out.writeInt(form.attempts());
        out.writeLong(form.reference().getMostSignificantBits());
        out.writeLong(form.reference().getLeastSignificantBits());
        out.writeUTF(form.country().map(Country::name).orElse(""));
        out.writeUTF(form.currency().map(CurrencyUnit::getCode).orElse(""));
        out.writeUTF(form.method().map(PaymentMethod::name).orElse(""));
        out.writeUTF(form.typed());
        out.writeUTF(form.account());
        out.writeUTF(form.shown().map(PayForms::text).orElse(""));
        out.writeUTF(form.notice().map(Notice::name).orElse(""));
        out.writeUTF(form.until().map(Instant::toString).orElse(""));
    }

    private static PayForm read(DataInputStream in) throws IOException {
        var link = new Link(
                Link.Page.valueOf(in.readUTF()),
                new MerchantId(in.readLong()),
                SourceKind.valueOf(in.readUTF()),
                new SourceId(in.readLong()));
        return new PayForm(
                link,
                Step.valueOf(in.readUTF()),
                in.readInt(),
                new UUID(in.readLong(), in.readLong()),
                optional(in, Country::valueOf),
                optional(in, CurrencyUnit::of),
                optional(in, PaymentMethod::valueOf),
                in.readUTF(),
                in.readUTF(),
                optional(in, PayForms::money),
                optional(in, Notice::valueOf),
                optional(in, Instant::parse));
    }

    private static <T> Optional<T> optional(DataInputStream in, Function<String, T> type) throws IOException {
        var text = in.readUTF();
        return text.isEmpty() ? Optional.empty() : Optional.of(type.apply(text));
    }

    private static String text(Money money) {
        return money.getCurrencyUnit().getCode() + " " + money.getAmount().toPlainString();
    }

    private static Money money(String text) {
        var parts = text.split(" ", 2);
        return Money.of(CurrencyUnit.of(parts[0]), new BigDecimal(parts[1]));
    }
}

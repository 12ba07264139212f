package dev.opendollr.base.http;

import dev.opendollr.base.text.TextRule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The addresses in the web to which a merchant sends its payers: absolute, `https`, with a host and no user.
///
/// They are kept as they were sent, so that placeholders such as `{order}` stay in path and query.
public final class WebAddress {
    private static final int TEXT_MAX = Conversion.TEXT_MAX;
    private static final int PORT_MAX = 65_535;
    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[A-Za-z]+)://" + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?([/?#].*)?");
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*\\.?");
    /// A host that a browser reads as a numeric address. Only the usual form with four decimal numbers is
    /// accepted.
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern ADDRESS = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
    /// Characters that break out of a header or a page, or that a browser reads differently.
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Z}\"<>\\\\`]");

    private static final Conversion<String> ANYWHERE = conversionFor(
            Plain.ANYWHERE, "an address begins with https:// or http:// and names a host, without a user");
    private static final Conversion<String> LOOPBACK = conversionFor(
            Plain.LOOPBACK,
            "an address begins with https://, or http:// for this machine, and names a host, without a user");

    private WebAddress() {}

    /// Where an address may lead without encryption.
    public enum Plain {
        /// In the sandbox, where no payer is real.
        ANYWHERE,
        /// To the machine of the person who follows the address.
        LOOPBACK
    }

    static Conversion<String> conversion(Plain plain) {
        return switch (plain) {
            case ANYWHERE -> ANYWHERE;
            case LOOPBACK -> LOOPBACK;
        };
    }

    private static Conversion<String> conversionFor(Plain plain, String otherwise) {
        return node -> switch (Conversion.text(0, TEXT_MAX).of(node)) {
            case Converted.Broken<String> broken -> broken;
            case Converted.Value<String>(var text) when isAccepted(text, plain) -> Converted.value(text);
            case Converted.Value<String> _ -> Converted.broken("value_error", "Value error, " + otherwise);
        };
    }

    /// Whether the text is an address that may be followed now. An older one that was accepted under other rules
    /// may not be.
    public static boolean accepts(String text, Plain plain) {
        return TextRule.length(text) <= TEXT_MAX && TextRule.LINE.allows(text) && isAccepted(text, plain);
    }

    private static boolean isAccepted(String text, Plain plain) {
        var shape = SHAPE.matcher(text);
        return shape.matches()
                && isHost(shape.group("host"))
                && isPort(shape)
                && !UNSAFE.matcher(text).find()
                && saysNothingUnseen(text)
                && isScheme(shape.group("scheme").toLowerCase(Locale.ROOT), shape.group("host"), plain);
    }

    /// Whether the percent-encoding is complete and decodes to UTF-8 text that a reader can see: no control
    /// character, no line break and no change of text direction.
    private static boolean saysNothingUnseen(String text) {
        var bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return PercentEncoding.decode(bytes)
                .filter(said -> said.indexOf('\n') < 0 && TextRule.LINES.allows(said))
                .isPresent();
    }

    private static boolean isScheme(String scheme, String host, Plain plain) {
        return scheme.equals("https") || (scheme.equals("http") && (plain == Plain.ANYWHERE || isLoopback(host)));
    }

    private static boolean isPort(Matcher shape) {
        var port = shape.group("port");
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= PORT_MAX);
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return isAddress(host);
        }
        return NUMERIC.matcher(host).matches()
                ? ADDRESS.matcher(host).matches()
                : NAME.matcher(host).matches();
    }

    private static boolean isAddress(String host) {
        try {
            var _ = Inet6Address.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /// Does not ask a name server: a name that only resolves to this machine today does not count.
    private static boolean isLoopback(String host) {
        if (host.startsWith("[") || NUMERIC.matcher(host).matches()) {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        }
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }
}

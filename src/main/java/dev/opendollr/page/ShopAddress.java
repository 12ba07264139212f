package dev.opendollr.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.base.http.WebAddress;
import dev.opendollr.source.Source;
import java.net.URLEncoder;
import java.util.Optional;

/// The address of a merchant's site to which its payer may go, with three parameters that name the source.
///
/// The parameters prove nothing: anyone can write them. The merchant's site asks the API how the source stands.
public record ShopAddress(String text) {
    private static final char FRAGMENT = '#';

    /// The stored address with the parameters after its query and before its fragment, both as they are.
    /// Placeholders such as `{order}` stay. Empty when the address may not be followed in this role: an earlier
    /// version took more of them.
    static Optional<ShopAddress> of(String stored, Source source, WebAddress.Plain plain) {
        return WebAddress.accepts(stored, plain) ? Optional.of(of(stored, source)) : Optional.empty();
    }

    private static ShopAddress of(String stored, Source source) {
        int fragment = stored.indexOf(FRAGMENT);
        var before = fragment < 0 ? stored : stored.substring(0, fragment);
        var after = fragment < 0 ? "" : stored.substring(fragment);
        return new ShopAddress(before + joint(before) + parameters(source) + after);
    }

    private static String joint(String before) {
        if (before.indexOf('?') < 0) {
            return "?";
        }
        return before.endsWith("?") || before.endsWith("&") ? "" : "&";
    }

    private static String parameters(Source source) {
        return "source_id=" + source.id().value() + "&source_type="
                + source.kind().name() + "&source_number=" + URLEncoder.encode(source.number(), UTF_8);
    }
}

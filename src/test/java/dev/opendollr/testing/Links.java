package dev.opendollr.testing;

import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import java.util.List;

/// The addresses of links of a [TestServer], also of those that no door gives out.
public final class Links {
    private Links() {}

    public static String url(TestServer server, Link link) {
        return new PublicLinks(new TokenKeys(TestServer.KEY, List.of()), server::url).url(link);
    }
}

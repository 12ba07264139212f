package dev.opendollr.page.face;

import dev.opendollr.base.http.Request;
import dev.opendollr.page.Frame;
import dev.opendollr.page.Frame.Choice;
import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Texts;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes the frames of all pages.
public final class Frames {
    /// The parameter of a query that holds the language that the reader chose.
    public static final String LANGUAGE = "lang";

    private final boolean isSandbox;
    private final Assets assets;
    private final Supplier<String> publicUrl;

    /// `publicUrl` is read only when a request is answered: before that the port may not be known.
    public Frames(boolean isSandbox, Assets assets, Supplier<String> publicUrl) {
        this.isSandbox = isSandbox;
        this.assets = assets;
        this.publicUrl = publicUrl;
    }

    /// The part of a query that chooses a language.
    static String query(Language language) {
        return LANGUAGE + "=" + language.code();
    }

    /// The texts in the language of the reader.
    static Texts texts(Request request) {
        return Texts.of(Language.of(
                request.headers().all("Accept-Language"), request.query().get(LANGUAGE)));
    }

    /// The address of the script, for pages that it improves.
    String script() {
        return address(Assets.SCRIPT);
    }

    /// A proxy may serve this service below a path of its own, which the public URL names.
    private String address(String asset) {
        return URI.create(publicUrl.get()).getRawPath() + assets.address(asset);
    }

    /// A frame without script and refresh. `page` is its name, the same in all languages. `address` leads to the
    /// same page and step in another language.
    Frame frame(Texts texts, String page, String title, Function<Language, String> address) {
        return new Frame(
                texts,
                page,
                title,
                isSandbox,
                choices(texts.language(), address),
                address(Assets.CSS),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Choice> choices(Language chosen, Function<Language, String> address) {
        return Arrays.stream(Language.values())
                .map(language ->
                        new Choice(language.code(), language.ownName(), address.apply(language), language == chosen))
                .toList();
    }
}

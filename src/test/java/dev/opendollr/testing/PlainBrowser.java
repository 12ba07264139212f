package dev.opendollr.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A payer's browser without JavaScript, on one page of a server. It follows links, sends forms, and goes where the
/// server sends it.
public final class PlainBrowser {
    private static final int SEE_OTHER = 303;
    private static final Pattern KIND = Pattern.compile("<main data-page=\"([a-z_0-9-]+)\"");
    private static final Pattern STEP = Pattern.compile("data-step=\"([0-9])\"");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final Client client;
    private String address;
    private Answer page;

    private PlainBrowser(Client client, String address) {
        this.client = client;
        this.address = address;
        this.page = client.get(address);
    }

    /// Opens the page at `url`, which is one of the server of `client`.
    public static PlainBrowser open(Client client, String url) {
        return new PlainBrowser(client, pathOf(client, url));
    }

    /// The same page in another tab.
    public PlainBrowser tab() {
        return new PlainBrowser(client, address);
    }

    /// The path and the query of the page that is shown.
    public String address() {
        return address;
    }

    public Answer page() {
        return page;
    }

    public String html() {
        return page.body();
    }

    /// What is shown, without markup.
    public String text() {
        var main = html().substring(html().indexOf("<main"));
        return unescaped(TAG.matcher(main).replaceAll(" ")).replaceAll("\\s+", " ");
    }

    /// The name of the page, the same in all languages.
    public String kind() {
        return found(KIND).orElse("none");
    }

    /// The number of the step; 0 on a page that is none.
    public int step() {
        return found(STEP).map(Integer::parseInt).orElse(0);
    }

    /// The sealed form of the page.
    public String form() {
        return found(FORM).orElseThrow(() -> new AssertionError("no form in " + html()));
    }

    /// Asks for the same address again.
    @CanIgnoreReturnValue
    public PlainBrowser reload() {
        page = client.get(address);
        return this;
    }

    @CanIgnoreReturnValue
    public PlainBrowser go(String url) {
        address = pathOf(client, url);
        return reload();
    }

    /// Follows the link with this text.
    @CanIgnoreReturnValue
    public PlainBrowser follow(String label) {
        return go(resolved(hrefOf(label)));
    }

    /// The address of the link with this text, as the page has it.
    public String hrefOf(String label) {
        return LINK.matcher(html())
                .results()
                .filter(link -> unescaped(TAG.matcher(link.group(2)).replaceAll(""))
                        .strip()
                        .equals(label))
                .map(link -> unescaped(link.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link " + label + " in " + html()));
    }

    public boolean hasLink(String label) {
        return LINK.matcher(html())
                .results()
                .map((MatchResult link) ->
                        unescaped(TAG.matcher(link.group(2)).replaceAll("")).strip())
                .anyMatch(label::equals);
    }

    /// Sends the form of the page with these names and values, and opens the page that the answer leads to.
    @CanIgnoreReturnValue
    public PlainBrowser send(String... namesAndValues) {
        var answer = post(form(), namesAndValues).expect(SEE_OTHER);
        return go(resolved(answer.header("Location").orElseThrow()));
    }

    /// The answer to a form with these names and values. The page stays.
    public Answer post(String form, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form", form);
        for (int place = 0; place < namesAndValues.length; place += 2) {
            fields.put(namesAndValues[place], namesAndValues[place + 1]);
        }
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        return client.with("Content-Type", "application/x-www-form-urlencoded").post(address, body);
    }

    /// A query belongs to the page that it stands on.
    private String resolved(String href) {
        var page = URI.create(address);
        return href.startsWith("?")
                ? page.getRawPath() + href
                : page.resolve(href).toString();
    }

    private static String pathOf(Client client, String url) {
        return url.startsWith(client.url()) ? url.substring(client.url().length()) : url;
    }

    private Optional<String> found(Pattern pattern) {
        return pattern.matcher(html()).results().map(result -> result.group(1)).findFirst();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}

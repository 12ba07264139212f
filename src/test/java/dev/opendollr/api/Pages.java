package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Walks through lists as a caller does who trusts the `Link` header.
final class Pages {
    private static final Pattern NEXT = Pattern.compile("<(/[^>]*)>; rel=\"next\"");
    private static final int PAGES_MAX = 50;

    private Pages() {}

    /// All pages from `path` on.
    static List<Answer> of(Client client, String path) {
        List<Answer> pages = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            var page = client.get(next.get()).expect(200);
            pages.add(page);
            assertThat(pages).as("pages of " + path).hasSizeLessThan(PAGES_MAX);
            next = page.header("Link").map(Pages::target);
        }
        return pages;
    }

    /// The ids on each page.
    static List<List<Long>> ids(Client client, String path) {
        return of(client, path).stream().map(Pages::ids).toList();
    }

    static List<Long> ids(Answer answer) {
        List<Long> ids = new ArrayList<>();
        answer.expect(200).json().forEach(row -> ids.add(row.get("id").longValue()));
        return ids;
    }

    private static String target(String link) {
        var matcher = NEXT.matcher(link);
        assertThat(matcher.matches()).as(link).isTrue();
        return matcher.group(1);
    }
}

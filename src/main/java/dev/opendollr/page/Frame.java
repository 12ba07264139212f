package dev.opendollr.page;

import dev.opendollr.page.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What surrounds the content of every page: its title, the switch of languages, the sandbox's banner, and the
/// addresses of its files.
///
/// @param page a name of the page that no reader sees and that is the same in all languages, such as `approve`
/// @param title what the browser shows as the title of the page
/// @param css the address of the styles
/// @param script the address of the script, on pages that it improves
/// @param refresh how soon a browser without JavaScript asks for the page again, on pages that wait
public record Frame(
        Texts texts,
        String page,
        String title,
        boolean isSandbox,
        List<Choice> languages,
        String css,
        Optional<String> script,
        Optional<Duration> refresh) {
    /// One language of the switch. `address` leads to the same page and step in that language.
    public record Choice(String code, String name, String address, boolean isChosen) {}

    public Frame {
        languages = List.copyOf(languages);
    }

    /// The same page with the script at `address`.
    public Frame withScript(String address) {
        return new Frame(texts, page, title, isSandbox, languages, css, Optional.of(address), refresh);
    }

    /// The same page, asked for again after `time` by a browser without JavaScript.
    public Frame withRefresh(Duration time) {
        return new Frame(texts, page, title, isSandbox, languages, css, script, Optional.of(time));
    }
}

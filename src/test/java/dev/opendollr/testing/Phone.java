package dev.opendollr.testing;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;

/// What a payer holds in the hand: the language and the width of its browser, and what it can do.
public record Phone(String language, int width, boolean runsScripts, boolean isDark) {
    /// The narrowest phone that pages are made for.
    public static final int NARROW = 320;

    public static final Phone USUAL = new Phone("en", 360, true, false);

    private static final int HEIGHT = 740;

    public Phone speaking(String other) {
        return new Phone(other, width, runsScripts, isDark);
    }

    public Phone wide(int pixels) {
        return new Phone(language, pixels, runsScripts, isDark);
    }

    public Phone withoutScripts() {
        return new Phone(language, width, false, isDark);
    }

    public Phone dark() {
        return new Phone(language, width, runsScripts, true);
    }

    NewContextOptions context() {
        return new NewContextOptions()
                .setJavaScriptEnabled(runsScripts)
                .setViewportSize(width, HEIGHT)
                .setColorScheme(isDark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setExtraHTTPHeaders(Map.of("Accept-Language", language));
    }
}

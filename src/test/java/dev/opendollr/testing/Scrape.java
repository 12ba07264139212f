package dev.opendollr.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The content of `/metrics`, parsed as Prometheus parses it.
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final String text;
    private final Map<String, String> help = new HashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    /// One sample; `value` is empty if it is not a finite number.
    public record Sample(String name, Map<String, String> labels, Optional<BigDecimal> value) {}

    private Scrape(String text) {
        this.text = text;
        text.lines().forEach(this::read);
    }

    public static Scrape of(TestServer server) {
        return new Scrape(server.operator().get("/metrics").expect(200).body());
    }

    private void read(String line) {
        if (line.startsWith("# HELP ")) {
            var words = line.split(" ", 4);
            help.put(words[2], words.length > 3 ? words[3] : "");
            return;
        }
        if (line.startsWith("# TYPE ")) {
            var words = line.split(" ", 4);
            types.put(words[2], words[3]);
            return;
        }
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("no line that Prometheus would read: " + line);
        }
        var labels = new HashMap<String, String>();
        var label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        var value = sample.group(3);
        samples.add(new Sample(
                sample.group(1),
                labels,
                value.matches("[-+]?(NaN|Inf)") ? Optional.empty() : Optional.of(new BigDecimal(value))));
    }

    public String text() {
        return text;
    }

    /// The type of each family, by its name.
    public Map<String, String> types() {
        return types;
    }

    /// The description of each family, by its name.
    public Map<String, String> help() {
        return help;
    }

    public List<Sample> samples() {
        return samples;
    }

    /// The sum of all samples of this name with these labels; 0 if there are none. `labels` are alternating
    /// names and values.
    public BigDecimal sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && holds(sample.labels(), labels))
                .map(sample -> sample.value().orElseThrow())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean holds(Map<String, String> known, String... labels) {
        for (int place = 0; place < labels.length; place += 2) {
            if (!labels[place + 1].equals(known.get(labels[place]))) {
                return false;
            }
        }
        return true;
    }
}

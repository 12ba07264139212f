package dev.opendollr.page;

import java.util.List;
import java.util.Optional;

/// A page of sentences.
///
/// @param again the label of a button that asks for the same address again, if it may have another answer soon
public record PlainPage(String heading, List<String> sentences, Optional<String> again) {
    public PlainPage {
        sentences = List.copyOf(sentences);
    }
}

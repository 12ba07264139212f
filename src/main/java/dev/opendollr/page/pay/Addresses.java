package dev.opendollr.page.pay;

import java.util.Optional;

/// The addresses of one payer's pages. They are relative to the pay page, so that they also work behind a proxy that
/// serves this server below a path of its own. They keep the language that the payer chose.
///
/// `page` is the path of the pay page on this server, `receipt` the address of the receipt, and `language` the part of
/// a query that chooses the language, such as `lang=rw`.
public record Addresses(String page, String receipt, Optional<String> language) {
    /// The parameter that holds a sealed form. The characters of a form need no encoding.
    public static final String FORM = "f";

    /// The page of the state that holds now.
    public String state() {
        return "?" + language.orElse("");
    }

    /// The page of a form's step.
    public String step(String form) {
        return "?" + FORM + "=" + form + language.map(said -> "&" + said).orElse("");
    }

    /// Where the bank sends the payer back to.
    String afterBank(String here) {
        return page + here;
    }

    /// The receipt, in the same language.
    String paid() {
        return receipt + language.map(said -> "?" + said).orElse("");
    }

    /// The addresses of the same pages in another language.
    public Addresses in(String otherLanguage) {
        return new Addresses(page, receipt, Optional.of(otherLanguage));
    }

    /// They are secrets of the payer.
    @Override
    public String toString() {
        return "Addresses[***]";
    }
}

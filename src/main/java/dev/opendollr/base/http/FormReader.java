package dev.opendollr.base.http;

import static dev.opendollr.base.http.Violation.below;

import dev.opendollr.base.http.Places.Part;
import dev.opendollr.base.text.CardNumbers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/// From the bytes of a request to a [Form]: bounded, UTF-8 in percent-encoding, without repeated fields and
/// without card data.
final class FormReader {
    private static final Pattern FORM_TYPE =
            Pattern.compile("application/x-www-form-urlencoded *(; *charset=\"?utf-8\"? *)?");
    private static final List<Object> BODY = Part.BODY.itself();

    private final Consumer<Violation> violations;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private FormReader(Consumer<Violation> violations) {
        this.violations = violations;
    }

    /// The form in the body of `request`. Broken rules are reported to `violations`. A body that is no form, is
    /// too large or is cut short ends the request. No body is a form without fields.
    static Form read(Request request, Consumer<Violation> violations) {
        var bytes = BodyReader.bytes(request, Form.BYTES_MAX);
        if (bytes.length > 0 && !isDeclaredAsForm(request)) {
            throw new Refusal(Status.UNSUPPORTED_MEDIA_TYPE);
        }
        var reader = new FormReader(violations);
        reader.read(new String(bytes, StandardCharsets.ISO_8859_1));
        return new Form(reader.fields, name -> request.places().read(Part.BODY, name));
    }

    private static boolean isDeclaredAsForm(Request request) {
        return request.headers()
                .only(Reply.CONTENT_TYPE)
                .filter(type -> FORM_TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches())
                .isPresent();
    }

    /// `encoded` has one character for each byte.
    private void read(String encoded) {
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                read(pair, pair.indexOf('='));
            }
        }
        if (fields.size() > Form.FIELDS_MAX) {
            violations.accept(Violation.value(BODY, "the form has more than " + Form.FIELDS_MAX + " fields"));
        }
        refuseCardData();
    }

    private void read(String pair, int equals) {
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.isEmpty() || value.isEmpty()) {
            violations.accept(Violation.value(BODY, "the form is not UTF-8 in percent-encoding"));
        } else if (fields.putIfAbsent(name.get(), value.get()) != null) {
            violations.accept(Violation.value(place(name.get()), "the field was sent more than once"));
        } else if (value.get().chars().anyMatch(FormReader::isControl)) {
            violations.accept(Violation.value(place(name.get()), "the field holds a character that no keyboard has"));
        }
    }

    /// A name that looks like a card number is not repeated.
    private static List<Object> place(String name) {
        return CardNumbers.isIn(name) ? BODY : below(BODY, name);
    }

    private static Optional<String> decoded(String text) {
        return PercentEncoding.decode(text.replace('+', ' '));
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\t' && character != '\r' && character != '\n';
    }

    private void refuseCardData() {
        var object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::put);
        CardData.refuse(object, BODY, violations);
    }
}

package dev.opendollr.base.http;

import dev.opendollr.base.http.Places.Part;
import dev.opendollr.base.identity.Id;
import dev.opendollr.base.money.Currencies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import tools.jackson.databind.JsonNode;

/// Typed reading of a JSON object of a request: the one place where members become values.
///
/// A broken member is reported and replaced by a harmless value until [Input#check] refuses the whole request.
/// Members that no code reads are ignored.
public final class Body {
    private static final Pattern PHONE = Pattern.compile("^[1-9]\\d{7,14}$");

    private static final int PHONE_MIN = 8;
    private static final int PHONE_MAX = 15;
    private static final Pattern CODE_OF_CURRENCY = Pattern.compile("^[A-Z]{3}$");
    private static final int CODE_LENGTH = 3;
    static final Conversion<String> PHONE_DIGITS = Conversion.text(PHONE_MIN, PHONE_MAX, PHONE);
    /// Stands for a broken one until the request is refused.
    static final CurrencyUnit ANY_CURRENCY = CurrencyUnit.USD;

    private static final Conversion<String> CURRENCY_CODE = Conversion.text(CODE_LENGTH, CODE_LENGTH, CODE_OF_CURRENCY);

    /// One that this service offers.
    static final Conversion<CurrencyUnit> CURRENCY = node -> switch (CURRENCY_CODE.of(node)) {
        case Converted.Broken<String>(var type, var message) -> Converted.broken(type, message);
        case Converted.Value<String>(var code) ->
            Currencies.offered(code)
                    .map(Converted::value)
                    .orElseGet(() -> Converted.broken("value_error", "Value error, " + Currencies.NOT_OFFERED));
    };

    private static final UUID NO_UUID = new UUID(0, 0);

    private final List<Object> location;
    private final JsonNode object;
    private final Consumer<String> asked;
    private final Consumer<Violation> violations;

    /// `asked` receives the name of each member that is read, whether the member is present or not.
    private Body(List<Object> location, JsonNode object, Consumer<String> asked, Consumer<Violation> violations) {
        this.location = location;
        this.object = object;
        this.asked = asked;
        this.violations = violations;
    }

    /// The body itself: its members are arguments.
    static Body of(JsonNode object, Places places, Consumer<Violation> violations) {
        return new Body(Part.BODY.itself(), object, name -> places.read(Part.BODY, name), violations);
    }

    /// The placeholder for an optional body that was not sent.
    static Body empty(Places places) {
        return of(Json.MAPPER.createObjectNode(), places, unheard -> {});
    }

    /// Digits of an international number without `+`.
    public static boolean isPhone(String text) {
        return PHONE.matcher(text).matches();
    }

    public String text(String field) {
        return required(field, Conversion.TEXT, "");
    }

    public Optional<String> optionalText(String field) {
        return optional(field, Conversion.TEXT);
    }

    /// Text that may have several lines.
    public String note(String field) {
        return required(field, Conversion.NOTE, "");
    }

    public Optional<String> optionalNote(String field) {
        return optional(field, Conversion.NOTE);
    }

    /// An address in the web to which a payer can be sent.
    public Optional<String> optionalUrl(String field, WebAddress.Plain plain) {
        return optional(field, WebAddress.conversion(plain));
    }

    /// Text of at most `max` characters that matches `pattern`.
    public Optional<String> optionalText(String field, int max, Pattern pattern) {
        return optional(field, Conversion.text(0, max, pattern));
    }

    /// An absent member keeps the field, an explicit null clears it.
    public Patch<String> patchText(String field) {
        return patch(field, Conversion.TEXT);
    }

    /// A time without offset counts as UTC.
    public Instant instant(String field) {
        return required(field, Conversion.INSTANT, Instant.EPOCH);
    }

    public Optional<Instant> optionalInstant(String field) {
        return optional(field, Conversion.INSTANT);
    }

    /// An absent member keeps the field, an explicit null clears it.
    public Patch<Instant> patchInstant(String field) {
        return patch(field, Conversion.INSTANT);
    }

    /// A version-4 UUID.
    public UUID uuid(String field) {
        return required(field, Conversion.UUID_V4, NO_UUID);
    }

    /// The id of an object, sent as text; one that no object has for text that is no id.
    public <I extends Id> I idText(String field, LongFunction<I> type) {
        return type.apply(required(field, Conversion.ID_TEXT, Conversion.NOBODY));
    }

    /// The object inside this one; its members are located below `field`.
    public Body object(String field) {
        asked.accept(field);
        var below = Violation.below(location, field);
        var node = object.get(field);
        if (node == null) {
            violations.accept(new Violation(below, "Field required", "missing"));
            return nothing(below);
        }
        return objectAt(below, node);
    }

    /// The objects in a list; at least one and at most `countMax`.
    public List<Body> objects(String field, int countMax) {
        asked.accept(field);
        var below = Violation.below(location, field);
        var node = object.get(field);
        if (node == null) {
            violations.accept(new Violation(below, "Field required", "missing"));
            return List.of();
        }
        if (!node.isArray()) {
            violations.accept(new Violation(below, "Input should be a valid list", "list_type"));
            return List.of();
        }
        if (node.isEmpty() || node.size() > countMax) {
            violations.accept(Violation.value(below, "the list has 1 to " + countMax + " elements"));
            return List.of();
        }
        List<Body> objects = new ArrayList<>();
        for (int position = 0; position < node.size(); position++) {
            objects.add(objectAt(Violation.below(below, position), node.get(position)));
        }
        return objects;
    }

    private Body objectAt(List<Object> below, JsonNode node) {
        if (node.isObject()) {
            return new Body(below, node, unnamed -> {}, violations);
        }
        violations.accept(BodyReader.notAnObject(below));
        return nothing(below);
    }

    /// The placeholder for a missing object. Its absence was already reported, so its missing members are not.
    private static Body nothing(List<Object> location) {
        return new Body(location, Json.MAPPER.createObjectNode(), unnamed -> {}, unheard -> {});
    }

    public boolean flag(String field) {
        return required(field, Conversion.BOOLEAN, false);
    }

    public int count(String field, int min, int max) {
        return required(field, Conversion.integer(min, max), (long) min).intValue();
    }

    public Optional<Integer> optionalCount(String field, int min, int max) {
        return optional(field, Conversion.integer(min, max)).map(Long::intValue);
    }

    /// The id of an object; one that no object has for zero and negative numbers.
    public <I extends Id> I id(String field, LongFunction<I> type) {
        return type.apply(required(field, Conversion.ID, Conversion.NOBODY));
    }

    public <I extends Id> Optional<I> optionalId(String field, LongFunction<I> type) {
        return optional(field, Conversion.ID).map(type::apply);
    }

    /// At least 0.01 and at most 999,999,999,999.99, with as many decimals as the caller sent.
    public BigDecimal amount(String field) {
        return required(field, Conversion.AMOUNT, BigDecimal.ONE);
    }

    public Optional<BigDecimal> optionalAmount(String field) {
        return optional(field, Conversion.AMOUNT);
    }

    public String phone(String field) {
        return required(field, PHONE_DIGITS, "");
    }

    public Optional<String> optionalPhone(String field) {
        return optional(field, PHONE_DIGITS);
    }

    /// A number that a mobile phone somewhere can have.
    public String mobile(String field) {
        return required(field, PhoneNumbers.MOBILE, "");
    }

    /// A number that a phone somewhere can have.
    public Optional<String> optionalPossiblePhone(String field) {
        return optional(field, PhoneNumbers.ANY);
    }

    /// Three upper-case letters. Whether the currency is offered is checked elsewhere.
    public String currencyCode(String field) {
        return required(field, CURRENCY_CODE, ANY_CURRENCY.getCode());
    }

    /// A currency that this service offers.
    public CurrencyUnit currency(String field) {
        return required(field, CURRENCY, ANY_CURRENCY);
    }

    public <E extends Enum<E>> E choice(String field, Class<E> choices) {
        return required(field, Conversion.choice(choices), choices.getEnumConstants()[0]);
    }

    public <E extends Enum<E>> Optional<E> optionalChoice(String field, Class<E> choices) {
        return optional(field, Conversion.choice(choices));
    }

    /// The members as they came.
    JsonNode tree() {
        return object;
    }

    /// The object as text that does not depend on white space or on the order of its members.
    public String canonical() {
        return Json.canonical(object);
    }

    /// Reports a broken rule that the type of the member cannot express.
    public void refuse(String field, String sentence) {
        violations.accept(Violation.value(Violation.below(location, field), sentence));
    }

    private <T> Patch<T> patch(String field, Conversion<T> conversion) {
        asked.accept(field);
        if (object.path(field).isNull()) {
            return new Patch.Clear<>();
        }
        return optional(field, conversion).<Patch<T>>map(Patch.Give::new).orElseGet(Patch.Keep::new);
    }

    private <T> T required(String field, Conversion<T> conversion, T placeholder) {
        asked.accept(field);
        var node = object.get(field);
        if (node == null) {
            violations.accept(new Violation(Violation.below(location, field), "Field required", "missing"));
            return placeholder;
        }
        return converted(field, conversion, node).orElse(placeholder);
    }

    private <T> Optional<T> optional(String field, Conversion<T> conversion) {
        asked.accept(field);
        var node = object.get(field);
        return node == null || node.isNull() ? Optional.empty() : converted(field, conversion, node);
    }

    private <T> Optional<T> converted(String field, Conversion<T> conversion, JsonNode node) {
        return switch (conversion.of(node)) {
            case Converted.Value<T>(var value) -> Optional.of(value);
            case Converted.Broken<T>(var type, var message) -> {
                violations.accept(new Violation(Violation.below(location, field), message, type));
                yield Optional.empty();
            }
        };
    }
}

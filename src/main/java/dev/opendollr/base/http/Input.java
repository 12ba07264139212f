package dev.opendollr.base.http;

import dev.opendollr.base.http.Places.Part;
import dev.opendollr.base.identity.Id;
import dev.opendollr.base.text.CardNumbers;
import dev.opendollr.base.work.Computing;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.joda.money.CurrencyUnit;
import tools.jackson.databind.node.StringNode;

/// Typed reading of one request. Broken rules are collected in the order of reading, path before query before
/// header before body. [#check] refuses all of them at once, at most one for each field. The place of each
/// argument is remembered, so that a later refusal by a door can name it.
public final class Input {
    private static final String VERSION = "v1";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int HEADER_MAX = 255;
    /// The length of an address or a body in bytes up to which reading it does not noticeably delay other
    /// requests.
    static final int QUICKLY_READ_MAX = 1_024;

    private final Request request;
    private final Map<List<Object>, Violation> violations = new LinkedHashMap<>();

    private Input(Request request) {
        this.request = request;
        if (request.path().length() + request.rawQuery().length() > QUICKLY_READ_MAX) {
            Computing.begin();
        }
    }

    public static Input of(Request request) {
        var input = new Input(request);
        if (!input.path("version").equals(VERSION)) {
            input.report(new Violation(Part.PATH.of("version"), "Input should be '" + VERSION + "'", "literal_error"));
        }
        return input;
    }

    /// For a path without a version.
    public static Input unversioned(Request request) {
        return new Input(request);
    }

    /// The text in the path. Empty if it holds characters that no name may contain and the database does not
    /// store.
    public String path(String parameter) {
        request.places().read(Part.PATH, parameter);
        var text = request.pathParameter(parameter);
        return Conversion.TEXT.of(StringNode.valueOf(text)) instanceof Converted.Value<String> ? text : "";
    }

    /// The id in the path; one that no object has for text that cannot be an id.
    public <I extends Id> I id(String parameter, LongFunction<I> type) {
        return type.apply(Conversion.idOrNobody(path(parameter)));
    }

    /// The version-4 UUID in the path; empty for text that is none.
    public Optional<UUID> uuid(String parameter) {
        return pathValue(parameter, Conversion.UUID_V4);
    }

    /// An enum constant in the path; empty if the text does not name one.
    public <E extends Enum<E>> Optional<E> pathChoice(String parameter, Class<E> choices) {
        return pathValue(parameter, Conversion.choice(choices));
    }

    public Optional<String> query(String parameter) {
        return optionalQuery(parameter, Conversion.TEXT);
    }

    public <E extends Enum<E>> Optional<E> queryChoice(String parameter, Class<E> choices) {
        return optionalQuery(parameter, Conversion.choice(choices));
    }

    public <E extends Enum<E>> E requiredQueryChoice(String parameter, Class<E> choices) {
        return requiredQuery(parameter, Conversion.choice(choices), choices.getEnumConstants()[0]);
    }

    /// The id of an object in the query; one that no object has for zero and negative numbers.
    public <I extends Id> I requiredQueryId(String parameter, LongFunction<I> type) {
        return type.apply(requiredQuery(parameter, Conversion.ID, Conversion.NOBODY));
    }

    /// Text without card data.
    public String requiredQueryText(String parameter) {
        var text = requiredQuery(parameter, Conversion.TEXT, "");
        if (CardNumbers.isIn(text)) {
            refuseQuery(parameter, CardData.SENTENCE);
        }
        return text;
    }

    /// A number that a mobile phone somewhere can have.
    public String requiredQueryMobile(String parameter) {
        return requiredQuery(parameter, PhoneNumbers.MOBILE, "");
    }

    /// A currency that this service offers.
    public CurrencyUnit requiredQueryCurrency(String parameter) {
        return requiredQuery(parameter, Body.CURRENCY, Body.ANY_CURRENCY);
    }

    /// A number above zero, with as many decimals as the caller sent.
    public BigDecimal requiredQueryNumber(String parameter) {
        return requiredQuery(parameter, Conversion.POSITIVE, BigDecimal.ONE);
    }

    /// The id of an object in the query; one that no object has for zero and negative numbers.
    public <I extends Id> Optional<I> queryId(String parameter, LongFunction<I> type) {
        return optionalQuery(parameter, Conversion.ID).map(type::apply);
    }

    public Optional<CurrencyUnit> queryCurrency(String parameter) {
        return optionalQuery(parameter, Body.CURRENCY);
    }

    /// Reports a broken rule that the type of the query parameter cannot express.
    public void refuseQuery(String parameter, String sentence) {
        report(Violation.value(Part.QUERY.of(parameter), sentence));
    }

    /// The query parameters `limit` (1 to 1,000) and `after`.
    public ListPart page() {
        int limit = limit();
        var after = optionalQuery("after", Conversion.integer(0, Long.MAX_VALUE));
        return new ListPart(limit, after.orElse(0L), request);
    }

    /// The query parameter `limit` alone, for a list that continues after its own text cursor.
    public ListPart pageByCursor() {
        return new ListPart(limit(), 0, request);
    }

    private int limit() {
        return queryNumber("limit", 1, ListPart.LIMIT_MAX)
                .orElse((long) ListPart.LIMIT_MAX)
                .intValue();
    }

    /// A whole number in the query, from `min` to `max`.
    public Optional<Long> queryNumber(String parameter, long min, long max) {
        return optionalQuery(parameter, Conversion.integer(min, max));
    }

    /// A header of the contract: printable text in UTF-8 of at most 255 characters, without card data. An empty
    /// one counts as absent.
    public Optional<String> header(String name) {
        return header(name, 0).filter(text -> !text.isEmpty());
    }

    /// The key under which a creation may be sent again. An empty key is refused: its sender would believe that
    /// a retry is safe.
    public Optional<String> idempotencyKey() {
        return header(IDEMPOTENCY_KEY, 1);
    }

    private Optional<String> header(String name, int lengthMin) {
        var argument = name.toLowerCase(Locale.ROOT);
        request.places().read(Part.HEADER, argument);
        var location = Part.HEADER.of(argument);
        var values = request.headers().all(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            report(Violation.value(location, "the header was sent more than once"));
            return Optional.empty();
        }
        var exact = Utf8.exact(values.getFirst());
        if (exact.isEmpty()) {
            report(Violation.value(location, "the header is not UTF-8"));
        }
        var text = exact.flatMap(sent -> converted(location, Conversion.text(lengthMin, HEADER_MAX), sent));
        if (text.filter(CardNumbers::isIn).isPresent()) {
            report(Violation.value(location, CardData.SENTENCE));
        }
        return text;
    }

    /// The members of the JSON body. A body that is not a JSON object ends the request here.
    public Body body() {
        return body(BodyReader.BYTES_MAX);
    }

    /// The same for an operation that never needs a body of more than `bytesMax`.
    public Body body(int bytesMax) {
        var body = BodyReader.read(request, bytesMax, this::report);
        if (body.isEmpty()) {
            throw refusal();
        }
        request.ignored().name(body.get().tree());
        return body.get();
    }

    /// The same for an optional body. If there is no body, there are no members.
    public Body bodyIfAny() {
        return request.hasBody() ? body() : Body.empty(request.places());
    }

    /// The fields of a form that a browser sent. Card numbers and card codes in them are refused.
    public Form form() {
        var form = FormReader.read(request, this::report);
        check();
        return form;
    }

    /// Refuses the request if it broke a rule.
    public void check() {
        if (!violations.isEmpty()) {
            throw refusal();
        }
    }

    private Invalid refusal() {
        return new Invalid(List.copyOf(violations.values()));
    }

    private void report(Violation violation) {
        violations.putIfAbsent(violation.location(), violation);
    }

    private <T> Optional<T> pathValue(String parameter, Conversion<T> conversion) {
        return conversion.of(StringNode.valueOf(path(parameter))) instanceof Converted.Value<T>(var value)
                ? Optional.of(value)
                : Optional.empty();
    }

    private <T> T requiredQuery(String parameter, Conversion<T> conversion, T placeholder) {
        request.places().read(Part.QUERY, parameter);
        if (!request.query().contains(parameter)) {
            report(new Violation(Part.QUERY.of(parameter), "Field required", "missing"));
            return placeholder;
        }
        return optionalQuery(parameter, conversion).orElse(placeholder);
    }

    private <T> Optional<T> optionalQuery(String parameter, Conversion<T> conversion) {
        request.places().read(Part.QUERY, parameter);
        return request.query().get(parameter).flatMap(text -> converted(Part.QUERY.of(parameter), conversion, text));
    }

    private <T> Optional<T> converted(List<Object> location, Conversion<T> conversion, String text) {
        return switch (conversion.of(StringNode.valueOf(text))) {
            case Converted.Value<T>(var value) -> Optional.of(value);
            case Converted.Broken<T>(var type, var message) -> {
                report(new Violation(location, message, type));
                yield Optional.empty();
            }
        };
    }
}

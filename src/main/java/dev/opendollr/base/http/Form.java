package dev.opendollr.base.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The fields of a form that a browser sent. Each has one value: a form that repeats a field is refused, since
/// no rule says which value counts.
///
/// A value is what the payer typed. It may hold blanks of any kind and marks of direction, as numbers that were
/// copied from an address book do.
public final class Form {
    /// The most bytes of a form, in the encoding in which it is sent.
    public static final int BYTES_MAX = 4 * 1024;
    public static final int FIELDS_MAX = 20;

    private final Map<String, String> fields;
    private final Consumer<String> readings;

    /// `readings` is told the name of each field that is read.
    Form(Map<String, String> fields, Consumer<String> readings) {
        this.fields = new LinkedHashMap<>(fields);
        this.readings = readings;
    }

    /// The value of a field, which may be the empty text; empty if the field was not sent.
    public Optional<String> text(String name) {
        readings.accept(name);
        return Optional.ofNullable(fields.get(name));
    }
}

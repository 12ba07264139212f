package dev.opendollr.base.problem;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sentences of reasons, without a full stop.
///
/// They are stored in `reasons.properties` under the name of the reason. There `{status}` stands for the
/// component of that name, and `{{id}}` for the text `{id}`. A component that is itself a reason is replaced by
/// its sentence. An enum constant is replaced by its own words, if it has any, else by its name.
public final class Words {
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("reasons", Locale.ROOT);
    private static final Pattern FACT = Pattern.compile("\\{\\{(\\w+)}}|\\{(\\w+)}");

    private Words() {}

    public static String of(Reason reason) {
        return put(ENGLISH.getString(key(reason.getClass())), reason);
    }

    /// Puts the facts of `reason` into a sentence.
    static String put(String sentence, Reason reason) {
        return FACT.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(said(reason, found)));
    }

    /// The key under which the words of a class are stored: its name, after the name of the class that encloses
    /// it.
    static String key(Class<?> named) {
        return named.getName().substring(named.getPackageName().length() + 1).replace('$', '.');
    }

    private static String said(Reason reason, MatchResult found) {
        return found.group(1) == null ? said(fact(reason, found.group(2))) : "{" + found.group(1) + "}";
    }

    private static String said(Object fact) {
        return switch (fact) {
            case Reason why -> of(why);
            case Enum<?> constant -> word(constant);
            case BigDecimal number -> number.toPlainString();
            case Object other -> other.toString();
        };
    }

    private static String word(Enum<?> constant) {
        var key = key(constant.getDeclaringClass()) + "." + constant.name();
        return ENGLISH.containsKey(key) ? ENGLISH.getString(key) : constant.name();
    }

    private static Object fact(Reason reason, String name) {
        var component = Arrays.stream(reason.getClass().getRecordComponents())
                .filter(known -> known.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + reason));
        return read(reason, component);
    }

    private static Object read(Reason reason, RecordComponent component) {
        try {
            return component.getAccessor().invoke(reason);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException("cannot read " + component, hidden);
        }
    }
}

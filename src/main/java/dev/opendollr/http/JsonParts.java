package dev.opendollr.http;

/// Counts the parts of a JSON text before it is read: each becomes an object of its own.
final class JsonParts {
    private JsonParts() {}

    /// How many objects, arrays, members and further values there are; what looks like one inside a string is text.
    /// Of a text that is no JSON, those before its first mistake are counted, and perhaps more.
    static int count(String json) {
        int parts = 0;
        boolean inString = false;
        for (int place = 0; place < json.length(); place++) {
            char next = json.charAt(place);
            if (next == '"') {
                inString = !inString;
            } else if (inString) {
                // Whatever is escaped says nothing about where the string ends.
                place += next == '\\' ? 1 : 0;
            } else if (next == '{' || next == '[' || next == ':' || next == ',') {
                parts++;
            }
        }
        return parts;
    }
}

package dev.opendollr.base.http;

/// Counts the parts of a JSON text before it is parsed: each part becomes an object in memory.
final class JsonParts {
    private JsonParts() {}

    /// The number of objects, arrays, members and further elements. Text inside a string does not count. In a
    /// text that is not JSON, the parts before the first mistake are counted, and perhaps more.
    static int count(String json) {
        int parts = 0;
        boolean inString = false;
        for (int place = 0; place < json.length(); place++) {
            char next = json.charAt(place);
            if (next == '"') {
                inString = !inString;
            } else if (inString) {
                // An escaped character does not end the string.
                place += next == '\\' ? 1 : 0;
            } else if (next == '{' || next == '[' || next == ':' || next == ',') {
                parts++;
            }
        }
        return parts;
    }
}

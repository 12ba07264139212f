package dev.opendollr.base.http;

import dev.opendollr.base.identity.Id;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes ids of every type as JSON numbers.
final class IdNumbers extends StdSerializer<Id> {
    IdNumbers() {
        super(Id.class);
    }

    @Override
    public void serialize(Id id, JsonGenerator out, SerializationContext context) {
        out.writeNumber(id.value());
    }
}

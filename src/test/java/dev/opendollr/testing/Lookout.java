package dev.opendollr.testing;

import dev.opendollr.Doors;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.WebAddress;
import dev.opendollr.execution.Clocks;
import dev.opendollr.gateway.sandbox.SandboxClock;
import dev.opendollr.link.Link;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Sights;
import java.time.InstantSource;
import java.util.Optional;

/// Sees what the pages of a server are made of, without its HTTP.
public final class Lookout implements AutoCloseable {
    /// A snapshot, and the clock that it asks for.
    private static final int CONNECTIONS = 2;

    private final Database database;
    private final Doors doors;
    private final Sights sights;

    public Lookout(TestServer server) {
        database = new Database(server.database().server(), CONNECTIONS);
        InstantSource clock =
                () -> SandboxClock.now(InstantSource.system(), database).instant();
        doors = new Doors(Doors.Outside.of(database, Clocks.of(clock), clock, new SilentGateway()));
        sights = doors.sights(WebAddress.Plain.ANYWHERE);
    }

    public Sights sights() {
        return sights;
    }

    /// A source that is there.
    public Sight see(Link link) {
        return find(link).orElseThrow();
    }

    public Optional<Sight> find(Link link) {
        return sights.see(link);
    }

    @Override
    public void close() {
        doors.close();
        database.close();
    }
}

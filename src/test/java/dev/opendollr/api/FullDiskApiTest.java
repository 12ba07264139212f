package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What callers and operators are told when the disk of the database is full.
class FullDiskApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PARTY = "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\"}";

    @Test
    void writes_are_refused_for_now_and_the_server_is_not_ready_until_there_is_room() {
        var shop = SERVER.newMerchant();
        shop.post("/v1/parties/create", PARTY).expect(200);
        fill();
        for (int call = 0; call < 3; call++) {
            var refused = shop.post("/v1/parties/create", PARTY).expect(503);
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(refused.json().path("detail").stringValue()).isEqualTo("The database has no space left");
        }
        Eventually.isTrue("it is not ready", () -> ready() == 503);
        assertThat(SERVER.stranger().get("/health/live").status()).isEqualTo(200);
        shop.get("/v1/parties/list").expect(200);
        var line = TestLog.line("The disk of the database is full");
        assertThat(line.has("stack_trace")).isFalse();
        free();
        Eventually.isTrue("it is ready", () -> ready() == 200);
        shop.post("/v1/parties/create", PARTY).expect(200);
    }

    private static int ready() {
        return SERVER.stranger().get("/health/ready").status();
    }

    private static void fill() {
        SERVER.database().asOwner().useHandle(handle -> {
            var _ = handle.execute("""
                create function refuse_table() returns event_trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
                """);
            var _ = handle.execute("""
                create function refuse_row() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
                """);
            var _ = handle.execute("""
                create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS')
                    execute function refuse_table()
                """);
            var _ = handle.execute("""
                create trigger full_disk before insert on party for each row execute function refuse_row()
                """);
        });
    }

    private static void free() {
        SERVER.database().asOwner().useHandle(handle -> {
            var _ = handle.execute("drop event trigger full_disk");
            var _ = handle.execute("drop trigger full_disk on party");
        });
    }
}

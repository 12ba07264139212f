package dev.opendollr.api;

import java.util.List;

/// Wrong states that no sum of a wallet shows, each with all the rules that it breaks.
final class Breaches {
    private static final String GIFTS = "money that nobody paid is a gift of the sandbox, each written down";
    private static final String WAYS = "each movement goes the ways that movements of its kind go";
    private static final String OPERATION = "each movement belongs to an execution that makes movements of its kind";
    private static final String DAYS =
            "the sandbox's gateway and the ledger have moved the same, by method, currency and day";
    private static final String STRAY = "the sandbox's gateway has moved nothing of which the books know nothing";
    private static final String REFUNDED =
            "what the sandbox's gateway has refunded of a collection is the sum of its refunds";
    private static final String SOURCED = "collections and refunds have a source, other executions have none";
    private static final String TOTAL = "a collection pays the total of its source";
    private static final String SAME_WAY =
            "what goes back goes to the account it came from, for the source it was paid for";
    private static final String SESSION =
            "what goes out is what its session asked for, begun before the session expired";
    private static final String BEGAN = "no collection began but of a source that was payable then";
    private static final String SOON =
            "what is open is looked at again within an hour, and so is what was given up while anybody may ask";
    private static final String WHOLE = "what is not kept goes back whole, in one attempt at a time";
    private static final String CLOSED = "a closed wallet is empty";
    private static final String DIGITS = "no amount is finer than its currency";
    private static final String RECEIVER = "a transfer has reached the merchant whom its counterparty is";
    private static final String ANSWER = "each idempotency key has the answer that its first call got";

    private static final String TOLD =
            "what the feed keeps is each change once, as it was written down, and nothing that did not happen";

    /// What somebody writes with his own hands.
    record Breach(String sql, List<String> rules) {}

    static final List<Breach> ALL = List.of(
            breach(mint("1000000"), GIFTS),
            breach("""
                insert into posting (merchant_id, movement, from_account, to_account, currency, amount, at)
                select id, 'FUNDING', 'GATEWAY', 'PLATFORM_FEES', 'USD', 500, created_at from merchant where demo\
                """, WAYS, DAYS),
            breach("""
                alter table posting drop constraint posting_fees_stay;
                insert into posting (merchant_id, movement, execution_id, from_account, to_account, currency, amount,
                                     at)
                select merchant_id, 'TRANSFER_SENT', execution_id, 'PLATFORM_FEES', 'GATEWAY_FEES', 'USD', 0.01, at
                  from posting where movement = 'TRANSFER_SENT' and to_account = 'CLEARING'\
                """, WAYS, "fees are taken as they were quoted, of what was completed"),
            breach("""
                alter table posting drop constraint posting_movement_check;
                update posting set movement = 'BONUS' where movement = 'PAYOUT_COMPLETED'\
                """, WAYS, OPERATION),
            breach("""
                update posting set movement = 'REFUND_STARTED' where movement = 'PAYOUT_STARTED'\
                """, OPERATION),
            breach("""
                update source_item
                   set amount = amount + 1000
                  from source
                 where source.merchant_id = source_item.merchant_id and source.id = source_id and status = 'PAID';
                update source
                   set total_amount = total_amount
                       + 1000 * (select sum(qty) from source_item where source_item.source_id = source.id)
                 where status = 'PAID'\
                """, TOTAL),
            breach("""
                update execution
                   set payment_account_id = (select max(id) from payment_account)
                 where operation_type = 'REFUND' and session_id is not null\
                """, SAME_WAY),
            breach("""
                update execution
                   set source_id = (select max(source.id)
                                      from source
                                     where source.merchant_id = execution.merchant_id and status = 'CANCELED')
                 where operation_type = 'REFUND' and session_id is not null\
                """, SAME_WAY),
            breach("update execution set source_id = null where operation_type = 'REFUND'", SOURCED, SAME_WAY),
            breach("update session set amount = amount + 1 where operation_type = 'PAYOUT'", SESSION),
            breach("""
                update session
                   set expires_at = execution.created_at - interval '2 minutes'
                  from execution
                 where execution.merchant_id = session.merchant_id and session_id = session.id\
                """, SESSION),
            breach(Collections.AFTER_CANCEL, BEGAN),
            breach("""
                update execution
                   set next_check_at = next_check_at + interval '110 years'
                 where status = 'PROCESSING'\
                """, SOON),
            breach("""
                update execution
                   set next_check_at = created_at + interval '110 years'
                 where status = 'FAILED' and operation_type = 'COLLECTION' and not_kept_at is null\
                """, SOON),
            breach(Collections.OPEN_RETURNS, WHOLE),
            breach(Collections.HALF_A_RETURN, WHOLE),
            breach("update wallet set status = 'CLOSED' where balance > 0", CLOSED),
            breach(mint("0.001") + """
                ;
                insert into gift (merchant_id, currency, amount, at)
                select id, 'USD', 0.001, created_at from merchant where demo\
                """, DIGITS),
            breach("""
                update sandbox_attempt set refunded = refunded + 1 where refunded + 1 <= amount and kind = 'COLLECT'\
                """, REFUNDED),
            breach("""
                insert into sandbox_attempt (merchant_id, id, kind, payment_method, currency, amount, provider_id,
                                             created_at, settled_at)
                select id, gen_random_uuid(), 'COLLECT', 'MTN_MOMO_LBR', 'USD', 5, 'stray', created_at, created_at
                  from merchant
                 where demo\
                """, STRAY, DAYS),
            breach("""
                insert into merchant (name, merchant_type, phone, verified_at, created_at)
                select 'Somebody else', 'ORGANIZATION', '231770009999', created_at - interval '1 hour',
                       created_at - interval '1 hour'
                  from merchant
                 where demo;
                update counterparty
                   set created_at = created_at - interval '1 hour', updated_at = updated_at - interval '1 hour'
                 where relationship_type = 'PARTNER';
                update party
                   set phone = '231770009999', created_at = party.created_at - interval '1 hour',
                       updated_at = party.updated_at - interval '1 hour'
                  from counterparty
                 where counterparty.party_id = party.id and relationship_type = 'PARTNER'\
                """, RECEIVER),
            breach("delete from feed where type = 'PUBLISHED'", TOLD),
            breach("update feed set type = 'UPDATED' where type = 'CREATED'", TOLD),
            breach("update feed set at = at + interval '1 second' where type = 'CREATED'", TOLD),
            breach("update feed set version = version + 1 where type = 'COMPLETED'", TOLD),
            breach("update feed set kind = 'INVOICE' where type = 'CANCELED'", TOLD),
            breach("update source_event set feed_id = 1 where type = 'CANCELED'", TOLD),
            breach("""
                insert into feed (merchant_id, kind, object_id, version, type, at)
                select merchant_id, 'ORDER', id, version + 1, 'PAID', updated_at from source where status = 'CANCELED'\
                """, TOLD),
            breach("""
                insert into feed (merchant_id, kind, object_id, version, type, at)
                select merchant_id, kind, object_id, version, type, at from feed where type = 'CANCELED'\
                """, TOLD),
            breach("""
                insert into idempotency_key (merchant_id, key, fingerprint, created_at)
                select id, 'without an answer', repeat('0', 64), now() - interval '2 hours' from merchant where demo\
                """, ANSWER));

    private Breaches() {}

    private static Breach breach(String sql, String... rules) {
        return new Breach(sql, List.of(rules));
    }

    /// Moves the demo merchant's wallet and books that as a gift.
    private static String mint(String amount) {
        return """
            insert into posting (merchant_id, movement, from_account, to_account, currency, amount, at)
            select id, 'FUNDING', 'FUNDING', 'WALLET', 'USD', %1$s, created_at from merchant where demo;
            update wallet
               set balance = balance + %1$s
              from merchant
             where merchant.id = merchant_id and demo and currency = 'USD'\
            """.formatted(amount);
    }

    /// Executions that nobody began.
    private static final class Collections {
        private static final String COLUMNS = """
            insert into execution (merchant_id, reference_id, operation_type, session_id, source_id, payment_account_id,
                                   original_id, attempt_id, payment_method, status, version, payer_amount,
                                   payer_currency, payee_amount, payee_currency, platform_fee, checks, actor,
                                   request_id, created_at, updated_at, next_check_at)
            """;
        private static final String EVENTS = """
            insert into feed (merchant_id, kind, object_id, version, type, at)
            select merchant_id, operation_type, id, 1, 'STARTED', created_at from execution where actor = 'somebody';
            insert into execution_event (merchant_id, execution_id, version, type, to_status, at, actor, feed_id)
            select execution.merchant_id, execution.id, 1, 'STARTED', status, created_at, actor, feed.id
              from execution
              join feed on feed.merchant_id = execution.merchant_id and kind = operation_type
                       and object_id = execution.id and feed.version = 1
             where actor = 'somebody'\
            """;
        private static final String AFTER_CANCEL = COLUMNS + """
            select session.merchant_id, gen_random_uuid(), 'COLLECTION', session.id, source.id,
                   (select max(id) from payment_account), null, gen_random_uuid(), 'MTN_MOMO_LBR', 'FAILED', 1,
                   total_amount, source.currency, total_amount, source.currency, 0, 0, 'somebody', 'none',
                   session.created_at, session.created_at, null
              from source
              join session on session.merchant_id = source.merchant_id and session.source_id = source.id
             where source.status = 'CANCELED';
            update session
               set status = 'CONSUMED'
              from source
             where source.merchant_id = session.merchant_id and source.id = source_id and source.status = 'CANCELED';
            """ + EVENTS;
        private static final String OPEN_RETURNS = COLUMNS + """
            select merchant_id, gen_random_uuid(), 'REFUND', null, source_id, payment_account_id, original_id,
                   gen_random_uuid(), payment_method, 'PENDING', 1, payer_amount, payer_currency, payee_amount,
                   payee_currency, 0, 0, 'somebody', 'none', created_at, created_at, updated_at
              from execution
             cross join generate_series(1, 2)
             where operation_type = 'REFUND' and session_id is null;
            """ + EVENTS;
        /// The return and what it has moved shrink to a half, in the books and at the gateway.
        private static final String HALF_A_RETURN = """
            update posting set amount = round(amount / 2, 2) where movement = 'RETURN';
            update sandbox_attempt as attempt
               set amount = round(attempt.amount / 2, 2)
              from execution
             where attempt_id = attempt.id and session_id is null;
            update sandbox_attempt as attempt
               set refunded = round(attempt.refunded / 2, 2)
              from execution
             where attempt_id = attempt.id and operation_type = 'COLLECTION' and not_kept_at is not null;
            update execution
               set payer_amount = round(payer_amount / 2, 2), payee_amount = round(payee_amount / 2, 2)
             where operation_type = 'REFUND' and session_id is null\
            """;

        private Collections() {}
    }
}

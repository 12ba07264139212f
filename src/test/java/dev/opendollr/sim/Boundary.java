package dev.opendollr.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A place between two steps of the program, known by who is at work there. The first that fits counts.
enum Boundary {
    BEGINNING_UNCOMMITTED(Moment.COMMITTING, "Executions.begin"),
    BEGINNING_COMMITTED(Moment.COMMITTED, "Executions.begin"),
    PROMPT_UNCOMMITTED(Moment.COMMITTING, "Prompts.take"),
    PROMPT_COMMITTED(Moment.COMMITTED, "Prompts.take"),
    PAGE_BEGINNING_UNCOMMITTED(Moment.COMMITTING, "Payments.begin"),
    PAGE_BEGINNING_COMMITTED(Moment.COMMITTED, "Payments.begin"),
    PLACE_UNCOMMITTED(Moment.COMMITTING, "Prompts.giveBack"),
    PLACE_COMMITTED(Moment.COMMITTED, "Prompts.giveBack"),
    REQUEST_UNSENT(Moment.ASKING, "Executions.carryOut"),
    REQUEST_UNANSWERED(Moment.ASKED, "Executions.carryOut"),
    OUTCOME_UNCOMMITTED(Moment.COMMITTING, "Executions.carryOut"),
    OUTCOME_COMMITTED(Moment.COMMITTED, "Executions.carryOut"),
    CLAIMED(Moment.COMMITTED, "Resolver.claim"),
    RETURN_UNSENT(Moment.ASKING, "FaultyGateway.request"),
    RETURN_UNANSWERED(Moment.ASKED, "FaultyGateway.request"),
    LOOK_UNSENT(Moment.ASKING, "FaultyGateway.look"),
    LOOK_UNANSWERED(Moment.ASKED, "FaultyGateway.look"),
    GIVING_UP_UNSENT(Moment.ASKING, "FaultyGateway.cancel"),
    GIVING_UP_UNANSWERED(Moment.ASKED, "FaultyGateway.cancel"),
    RESOLVED_UNCOMMITTED(Moment.COMMITTING, "Executions.lookAfter"),
    RESOLVED_COMMITTED(Moment.COMMITTED, "Executions.lookAfter", "Settlement.apply"),
    CALLBACK_KEPT(Moment.COMMITTED, "Resolver.arrived"),
    STATEMENT_UNCOMMITTED(Moment.COMMITTING, "OpenExecutions.state"),
    STATEMENT_COMMITTED(Moment.COMMITTED, "OpenExecutions.state", "Settlement.apply"),
    CANCEL_COMMITTED(Moment.COMMITTED, "Together.carryOut"),
    CANCEL_REQUEST_UNCOMMITTED(Moment.COMMITTING, "Sources.requestCancel"),
    CANCEL_REQUEST_COMMITTED(Moment.COMMITTED, "Sources.requestCancel"),
    CREATION_UNCOMMITTED(Moment.COMMITTING, "NewObjects.carryOut"),
    CREATION_COMMITTED(Moment.COMMITTED, "NewObjects.carryOut"),
    EDIT_UNCOMMITTED(Moment.COMMITTING, "SourceActions.edit"),
    EDIT_COMMITTED(Moment.COMMITTED, "SourceActions.edit"),
    RATE_UNCOMMITTED(Moment.COMMITTING, "PriceFiles.importRates"),
    RATE_COMMITTED(Moment.COMMITTED, "PriceFiles.importRates"),
    WALLET_UNCOMMITTED(Moment.COMMITTING, "Wallets.setStatus"),
    WALLET_COMMITTED(Moment.COMMITTED, "Wallets.setStatus"),
    /// Nothing was written; somebody was looked up.
    READ(Moment.COMMITTED, "Database.admitted");

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String OTHERS_COME_IN = "Interruptions.letIn";

    private final Moment moment;
    private final String worker;
    private final String below;

    /// What is about to happen, or has just happened.
    enum Moment {
        /// All statements of a transaction have run, and nothing is committed.
        COMMITTING,
        COMMITTED,
        /// The gateway is about to be asked.
        ASKING,
        /// The gateway has what it was asked for, and its answer is on its way.
        ASKED
    }

    Boundary(Moment moment, String worker, String below) {
        this.moment = moment;
        this.worker = worker;
        this.below = below;
    }

    Boundary(Moment moment, String worker) {
        this(moment, worker, worker);
    }

    /// The boundary of those who call now, whoever they interrupt.
    static Boundary here(Moment moment) {
        Set<String> atWork = WALKER.walk(frames -> frames.map(Boundary::name)
                .takeWhile(name -> !name.equals(OTHERS_COME_IN))
                .collect(Collectors.toSet()));
        return Arrays.stream(values())
                .filter(boundary ->
                        boundary.moment == moment && atWork.containsAll(List.of(boundary.worker, boundary.below)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(moment + " at an unknown boundary: " + atWork));
    }

    /// Those at which something may have been committed although nobody says so.
    static List<Boundary> afterCommits() {
        return Arrays.stream(values())
                .filter(boundary -> boundary.moment == Moment.COMMITTED)
                .toList();
    }

    private static String name(StackWalker.StackFrame frame) {
        var type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}

package dev.opendollr.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Runs rivals that start at the same moment, and collects the outcome of each.
public final class Race {
    private static final int PATIENCE_SECONDS = 30;

    private Race() {}

    /// The outcome of one rival: its answer, or the exception that it threw.
    public sealed interface Outcome<T> {
        record Answered<T>(T answer) implements Outcome<T> {}

        record Threw<T>(Throwable failure) implements Outcome<T> {}
    }

    /// Runs all rivals at once. Returns their outcomes in the order of the rivals.
    public static <T> List<Outcome<T>> run(List<Callable<T>> rivals) {
        var start = new CyclicBarrier(rivals.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = rivals.stream()
                    .map(rival -> threads.submit(() -> {
                        var _ = start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        return rival.call();
                    }))
                    .toList();
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (var future : futures) {
                try {
                    outcomes.add(new Outcome.Answered<>(future.get()));
                } catch (ExecutionException failed) {
                    outcomes.add(new Outcome.Threw<>(requireNonNull(failed.getCause())));
                }
            }
            return outcomes;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /// Runs all rivals at once. Returns their answers in the order of the rivals. Fails if one of them throws.
    public static <T> List<T> allAnswer(List<Callable<T>> rivals) {
        var outcomes = run(rivals);
        assertThat(failures(outcomes)).isEmpty();
        return answers(outcomes);
    }

    public static <T> List<T> answers(List<Outcome<T>> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Answered.class::isInstance)
                .map(outcome -> ((Outcome.Answered<T>) outcome).answer())
                .toList();
    }

    public static <T> List<Throwable> failures(List<Outcome<T>> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Threw.class::isInstance)
                .map(outcome -> ((Outcome.Threw<T>) outcome).failure())
                .toList();
    }
}

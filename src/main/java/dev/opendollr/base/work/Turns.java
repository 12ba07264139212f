package dev.opendollr.base.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// One queue for each owner; the owners take turns. Not thread-safe: the user guards it with a lock.
///
/// An owner with a long line waits for its next turn as long as one with a short line.
final class Turns<O, E> {
    /// The owner that is next comes first.
    private final Map<O, Deque<E>> lines = new LinkedHashMap<>();
    private int size;

    int size() {
        return size;
    }

    int size(O owner) {
        var line = lines.get(owner);
        return line == null ? 0 : line.size();
    }

    void add(O owner, E element) {
        lines.computeIfAbsent(owner, _ -> new ArrayDeque<>()).addLast(element);
        size++;
    }

    /// Takes the oldest element of the next owner that `mayGo` accepts. The turn of that owner then comes last.
    Optional<E> next(Predicate<O> mayGo) {
        for (var line : lines.entrySet()) {
            if (mayGo.test(line.getKey())) {
                return Optional.of(take(line.getKey(), line.getValue()));
            }
        }
        return Optional.empty();
    }

    private E take(O owner, Deque<E> line) {
        var element = line.removeFirst();
        lines.remove(owner);
        if (!line.isEmpty()) {
            lines.put(owner, line);
        }
        size--;
        return element;
    }

    /// Removes the element. False if it was no longer waiting.
    boolean remove(O owner, E element) {
        var line = lines.get(owner);
        if (line == null || !line.remove(element)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(owner);
        }
        size--;
        return true;
    }
}

package dev.opendollr.base.db;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// The families to check, which several threads take page by page.
sealed interface Families {
    /// The next page; empty if there are no more.
    List<Family> next(Handle handle, int limit);

    long count();

    /// All families, including new ones after the current position. Holds only that position.
    final class All implements Families {
        private final long count;
        private Family last = new Family(Long.MIN_VALUE, Long.MIN_VALUE, Family.Kind.SOURCE);

        All(long count) {
            this.count = count;
        }

        @Override
        public synchronized List<Family> next(Handle handle, int limit) {
            var page = FamilyTable.page(handle, last, limit);
            if (page.isEmpty() && last.kind() == Family.Kind.SOURCE) {
                last = new Family(Long.MIN_VALUE, Long.MIN_VALUE, Family.Kind.SESSION);
                return next(handle, limit);
            }
            if (!page.isEmpty()) {
                last = page.getLast();
            }
            return page;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /// Families that are already known.
    final class Known implements Families {
        private final List<Family> all;
        private int place;

        Known(List<Family> all) {
            this.all = List.copyOf(all);
        }

        @Override
        public synchronized List<Family> next(Handle handle, int limit) {
            int from = place;
            place = Math.min(all.size(), from + limit);
            return all.subList(from, place);
        }

        @Override
        public long count() {
            return all.size();
        }
    }
}

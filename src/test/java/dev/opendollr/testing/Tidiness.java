package dev.opendollr.testing;

import static org.junit.jupiter.api.Assertions.assertAll;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Cleans up after every test class. Removes what the class and its tests have made in `Scratch`. Fails if the
/// class leaves anything else in the folder of the build.
public final class Tidiness implements BeforeAllCallback, BeforeEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(Tidiness.class);
    private static final FolderWatch OF_THE_BUILD = new FolderWatch(Target.FOLDER);

    private final FolderWatch watch;

    /// JUnit calls this constructor.
    public Tidiness() {
        this(OF_THE_BUILD);
    }

    Tidiness(FolderWatch watch) {
        this.watch = watch;
    }

    /// Enters one scope for a class, even if JUnit runs the class several times with different parameters.
    @Override
    public void beforeAll(ExtensionContext context) {
        var whole = context;
        while (!whole.getParent().orElseThrow().equals(context.getRoot())) {
            whole = whole.getParent().orElseThrow();
        }
        var watched = whole;
        var _ = watched.getStore(NAMESPACE).computeIfAbsent(this, _ -> begin(watched), Watched.class);
    }

    private Watched begin(ExtensionContext whole) {
        TestLog.begin();
        return of(whole, "");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE)
                .put(this, of(context, "." + context.getRequiredTestMethod().getName()));
    }

    private Watched of(ExtensionContext context, String method) {
        var name = context.getRequiredTestClass().getSimpleName() + method;
        return new Watched(context, Scratch.enter(name), watch, method.isEmpty());
    }

    /// JUnit closes it at the very end of the test or the class.
    private record Watched(ExtensionContext context, Leavings.Scope scope, FolderWatch watch, boolean isClass)
            implements AutoCloseable {
        @Override
        public void close() {
            boolean failed = context.getExecutionException().isPresent();
            if (isClass) {
                assertAll(() -> scope.leave(failed), () -> watch.check(scope.toString()));
            } else {
                scope.leave(failed);
            }
        }
    }
}

package dev.opendollr.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Makes the temporary folders of JUnit in [Scratch]. JUnit removes them itself.
public final class ScratchFolders implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) {
        return Scratch.folder("folder").toAbsolutePath();
    }
}

package io.connectmojo.model.feed;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the folder that a Connect worker has loaded the plugin from. Its class loader tells it; elsewhere there is none.
 */
final class PluginFolder {
    private PluginFolder() {}

    static Optional<Path> of(ClassLoader loader) {
        try {
            Object location = loader.getClass().getMethod("location").invoke(loader);
            return location instanceof String text
                    ? Optional.of(Path.of(URI.create(text)).toRealPath())
                    : Optional.empty();
        } catch (ReflectiveOperationException | java.io.IOException | RuntimeException e) {
            // not a worker's class loader, or a plugin that is a single jar inside something else
            return Optional.empty();
        }
    }
}

package io.connectmojo.model;

/**
 * The class loader of the plugin as the context of what H2O's library does: it finds its readers and extensions by the
 * context class loader, partly once for the life of the JVM, and a worker's threads have the connector's.
 */
public final class PluginClassLoader {
    private PluginClassLoader() {}

    /** What is to be done. */
    @FunctionalInterface
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs an action on this thread under the plugin's class loader. */
    public static <T, E extends Exception> T during(Action<T, E> action) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PluginClassLoader.class.getClassLoader());
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

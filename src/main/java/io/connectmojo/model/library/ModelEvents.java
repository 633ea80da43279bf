package io.connectmojo.model.library;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each event in the life of a model, under the logging context of a task that uses it. */
class ModelEvents {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.model");

    final void report(ModelHandle user, String line) {
        user.inContext(() -> info(line));
    }

    final void warn(ModelHandle user, String line) {
        user.inContext(() -> warn(line));
    }

    void info(String line) {
        log.info(line);
    }

    void warn(String line) {
        log.warn(line);
    }

    /** A digest as people compare it. */
    static String shortened(String digest) {
        return digest.substring(0, 12);
    }
}

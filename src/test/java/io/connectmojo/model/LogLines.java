package io.connectmojo.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the lines that tell of a model's life. */
final class LogLines extends LifeLog {
    private final List<String> infos = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @Override
    void info(String line) {
        infos.add(line);
    }

    @Override
    void warn(String line) {
        warnings.add(line);
    }

    List<String> infos() {
        return infos;
    }

    List<String> warnings() {
        return warnings;
    }
}

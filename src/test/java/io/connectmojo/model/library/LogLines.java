package io.connectmojo.model.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the lines that tell of a model's life. */
public final class LogLines extends ModelEvents {
    private final List<String> infos = Collections.synchronizedList(new ArrayList<>());
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @Override
    void info(String line) {
        infos.add(line);
    }

    @Override
    void warn(String line) {
        warnings.add(line);
    }

    List<String> infos() {
        return List.copyOf(infos);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}

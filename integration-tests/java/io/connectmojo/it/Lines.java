package io.connectmojo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines that a file sink has written so far, in whole: one that is half written does not count. */
record Lines(Path file) {
    List<String> all() {
        try {
            return whole(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        return all().size();
    }

    static List<String> whole(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** What the file sink prints of a Map or Struct: {@code {a=1,b=2}} or {@code Struct{a=1,b=2}}. */
    static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field :
                line.substring(line.indexOf('{') + 1, line.lastIndexOf('}')).split(",")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals).strip(), field.substring(equals + 1));
            }
        }
        return fields;
    }
}

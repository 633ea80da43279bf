package io.connectmojo.model.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A MOJO of a few lines and entries, as small as a check needs. */
final class SmallMojo {
    private final Map<String, String> info = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> domains = new ArrayList<>();
    private List<String> columns = List.of("x", "y", "response");

    private SmallMojo() {}

    static SmallMojo of(String algorithm, String category) {
        SmallMojo mojo = new SmallMojo();
        return mojo.set("algorithm", algorithm)
                .set("category", category)
                .set("supervised", "true")
                .set("n_features", 2)
                .set("n_classes", category.equals("Binomial") ? 2 : 1)
                .set("n_columns", 3)
                .set("mojo_version", "1.00");
    }

    SmallMojo set(String key, Object value) {
        info.put(key, value.toString());
        return this;
    }

    SmallMojo without(String key) {
        info.remove(key);
        return this;
    }

    SmallMojo columns(String... names) {
        columns = List.of(names);
        return set("n_columns", names.length);
    }

    SmallMojo domain(String line) {
        domains.add(line);
        return this;
    }

    SmallMojo entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    SmallMojo entry(String name, String content) {
        return entry(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As many digits whatever the number is, so that the sizes of the archive do not depend on it. */
    SmallMojo setPadded(String key, long value) {
        return set(key, String.format(Locale.ROOT, "%09d", value));
    }

    int keys() {
        return info.size();
    }

    String ini() {
        StringBuilder text = new StringBuilder("[info]\n");
        info.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        text.append("\n[columns]\n");
        columns.forEach(column -> text.append(column).append('\n'));
        text.append("\n[domains]\n");
        domains.forEach(domain -> text.append(domain).append('\n'));
        return text.toString();
    }

    /** Another model in a folder of this one. */
    SmallMojo inner(String folder, SmallMojo inner) {
        entries.put(folder + "model.ini", inner.ini().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    MojoFile file() {
        byte[] zip = RawZip.written("", out -> {
                    RawZip.addStored(out, "model.ini", ini().getBytes(StandardCharsets.UTF_8));
                    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                        RawZip.addStored(out, entry.getKey(), entry.getValue());
                    }
                })
                .bytes();
        return MojoFile.of(zip, Refusal.LIMITS, "a.zip");
    }

    ArchivePart part() {
        MojoFile file = file();
        return new ArchivePart(file, "", ModelIni.read(file, "", Refusal.LIMITS));
    }
}

package io.connectmojo.it;

import io.connectmojo.it.numbered.CountingSink;
import io.connectmojo.it.numbered.HouseSource;
import io.connectmojo.it.numbered.NumberedSink;
import io.connectmojo.it.numbered.NumberedSource;
import io.connectmojo.it.numbered.PlainSink;
import io.connectmojo.it.numbered.PlainSource;
import io.connectmojo.it.numbered.TopicSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** The connectors of {@code io.connectmojo.it.numbered}, as a plugin of their own. */
final class NumberedPlugin {
    private static final List<Class<?>> CLASSES = List.of(
            PlainSource.class,
            PlainSink.class,
            NumberedSource.class,
            NumberedSource.Numbers.class,
            NumberedSink.class,
            NumberedSink.Writer.class,
            HouseSource.class,
            HouseSource.Houses.class,
            CountingSink.class,
            CountingSink.Counter.class,
            TopicSource.class,
            TopicSource.Reader.class);

    private NumberedPlugin() {}

    /** Packs the jar below the folder, which is then a {@code plugin.path} entry. */
    static Path packInto(Path folder) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("numbered")).resolve("numbered.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    put(out, name, in.readAllBytes());
                }
            }
            String services = "META-INF/services/org.apache.kafka.connect.";
            put(
                    out,
                    services + "source.SourceConnector",
                    text(NumberedSource.class, HouseSource.class, TopicSource.class));
            put(out, services + "sink.SinkConnector", text(NumberedSink.class, CountingSink.class));
        }
        return folder.toAbsolutePath();
    }

    private static byte[] text(Class<?>... types) {
        String names = Arrays.stream(types).map(Class::getName).collect(Collectors.joining("\n"));
        return names.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}

package io.connectmojo.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The jar with the transform.
 *
 * @param hasManifest whether a worker finds the transform without reading every class
 */
record PluginJar(Path path, String version, boolean hasManifest) {
    private static final String CLASS = "io/connectmojo/MojoScorer.class";
    private static final String BUILD = "io/connectmojo/build.properties";
    private static final String MANIFEST = "META-INF/services/org.apache.kafka.connect.transforms.Transformation";

    /** Empty for another jar, and for a file that is none. */
    static Optional<PluginJar> of(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            if (jar.getEntry(CLASS) == null) {
                return Optional.empty();
            }
            return Optional.of(new PluginJar(path, version(jar), jar.getEntry(MANIFEST) != null));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String version(JarFile jar) throws IOException {
        ZipEntry build = jar.getEntry(BUILD);
        if (build == null) {
            return "unknown";
        }
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(build)) {
            properties.load(in);
        }
        return properties.getProperty("version", "unknown");
    }

    /** The folder that the archive is unzipped to: its jars are there, or in {@code lib}. */
    Path home() {
        Path folder = path.getParent();
        return folder.endsWith("lib") ? folder.getParent() : folder;
    }
}

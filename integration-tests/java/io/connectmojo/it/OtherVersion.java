package io.connectmojo.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The built archive as a build of another version would have made it: the same classes, other names of folder and jar. */
final class OtherVersion {
    /** Above all that this project may have. */
    static final String NEXT = "999.0.0";

    static final String BUILT = System.getProperty("project.version");

    private OtherVersion() {}

    static PluginZip next(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("kafka-connect-mojo-" + NEXT + ".zip");
        try (InputStream in = Files.newInputStream(PluginZip.built().file());
                OutputStream out = Files.newOutputStream(file)) {
            if (rewrite(in, out) != 1) {
                throw new IllegalStateException("the archive has not one place with its version");
            }
        }
        return new PluginZip(file);
    }

    /** @return how many files that say the version to Connect have been changed */
    private static int rewrite(InputStream in, OutputStream out) throws IOException {
        int changed = 0;
        ZipInputStream from = new ZipInputStream(in);
        ZipOutputStream to = new ZipOutputStream(out);
        for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
            byte[] content = from.readAllBytes();
            String name = entry.getName();
            if (name.endsWith("/kafka-connect-mojo-" + BUILT + ".jar")) {
                ByteArrayOutputStream jar = new ByteArrayOutputStream();
                changed += rewrite(new ByteArrayInputStream(content), jar);
                content = jar.toByteArray();
            } else if (name.endsWith("build.properties") || name.equals("META-INF/MANIFEST.MF")) {
                String text = new String(content, StandardCharsets.UTF_8);
                changed += name.endsWith(".properties") && text.contains(BUILT) ? 1 : 0;
                content = text.replace(BUILT, NEXT).getBytes(StandardCharsets.UTF_8);
            }
            to.putNextEntry(new ZipEntry(name.replace("kafka-connect-mojo-" + BUILT, "kafka-connect-mojo-" + NEXT)));
            to.write(content);
            to.closeEntry();
        }
        to.finish();
        return changed;
    }
}

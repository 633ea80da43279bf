package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file, or a part of a documentation page between two marker lines, that is made from code. The build checks that file and
 * code agree; {@code -Dmojo.docs.write=true} writes the file anew.
 */
public final class GeneratedPage {
    private static final boolean WRITE = Boolean.getBoolean("mojo.docs.write");

    private GeneratedPage() {}

    /** Checks, or writes, a whole file. */
    public static void isWhole(Path page, String made) throws IOException {
        if (WRITE) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, made);
            return;
        }
        assertThat(page)
                .as("run the build with -Dmojo.docs.write=true and commit what it writes")
                .isRegularFile();
        assertThat(Files.readString(page))
                .as("%s: if the change is meant, run the build with -Dmojo.docs.write=true and commit it", page)
                .isEqualTo(made);
    }

    /** Checks, or writes, what stands between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}. */
    public static void agrees(Path page, String name, String made) throws IOException {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->";
        String text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(from > begin.length() - 1 && to >= from)
                .as("%s has the markers of %s", page, name)
                .isTrue();
        if (WRITE) {
            Files.writeString(page, text.substring(0, from) + made + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("%s, part %s: run the build with -Dmojo.docs.write=true and commit the page", page, name)
                .isEqualTo(made);
    }
}

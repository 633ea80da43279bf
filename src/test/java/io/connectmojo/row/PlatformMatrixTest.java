package io.connectmojo.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No row depends on the charset, the locale or the time zone of the JVM: 24 combinations in 12 child JVMs. */
@Tag("long")
class PlatformMatrixTest {
    private static final List<String> CHARSETS = List.of("US-ASCII", "UTF-8", "ISO-8859-1");
    private static final Map<String, List<String>> LOCALES = Map.of(
            "en-US", List.of("-Duser.language=en", "-Duser.country=US"),
            "tr-TR", List.of("-Duser.language=tr", "-Duser.country=TR"),
            "ar-EG", List.of("-Duser.language=ar", "-Duser.country=EG"),
            "th-TH-u-nu-thai", List.of("-Duser.language=th", "-Duser.country=TH", "-Duser.extensions=u-nu-thai"));
    private static final List<String> ZONES = List.of("UTC", "Asia/Kathmandu");

    @Test
    void everyCharsetLocaleZone_givesTheSameBits() throws Exception {
        String expected = Long.toHexString(PlatformProbe.digest());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<String>>> answers = new ArrayList<>();
            List<String> heads = new ArrayList<>();
            for (String charset : CHARSETS) {
                for (Map.Entry<String, List<String>> locale : LOCALES.entrySet()) {
                    heads.add(charset + " " + locale.getKey());
                    Callable<List<String>> child = () -> run(charset, locale.getValue());
                    answers.add(threads.submit(child));
                }
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get())
                        .containsExactly(heads.get(i), "UTC " + expected, "Asia/Kathmandu " + expected);
            }
            assertThat(answers).hasSize(12);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> run(String charset, List<String> locale) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dfile.encoding=" + charset));
        command.addAll(locale);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PlatformProbe.class.getName()));
        command.addAll(ZONES);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("exit code; printed %s", text).isZero();
            return text.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}

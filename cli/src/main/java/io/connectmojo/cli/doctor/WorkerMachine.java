package io.connectmojo.cli.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Java and the environment that a worker has when it starts on this machine as this command did.
 *
 * @param javaHome where Kafka's scripts find Java
 * @param nativeEncoding of the locale, as Java names it
 * @param options for the worker's JVM: {@code KAFKA_OPTS}
 */
public record WorkerMachine(Optional<Path> javaHome, String nativeEncoding, String options) {
    private static final int OLDEST_JAVA = 17;

    /** From this release on files are read as UTF-8 whatever the locale says. */
    private static final int UTF8_JAVA = 18;

    private static final Pattern FEATURE = Pattern.compile("\"?(?:1\\.)?(\\d+).*");
    private static final Pattern ENCODING = Pattern.compile("-Dfile\\.encoding=(\\S+)");

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Optional<String> version = javaHome.flatMap(WorkerMachine::version);
        int feature = version.map(WorkerMachine::feature).orElse(OLDEST_JAVA);
        if (feature < OLDEST_JAVA) {
            findings.add(new Finding(
                    Fault.OLD_JAVA, javaHome.orElseThrow().toString(), "it is Java " + version.orElseThrow()));
        }
        Matcher set = ENCODING.matcher(options);
        String encoding = set.find() ? set.group(1) : feature >= UTF8_JAVA ? "UTF-8" : nativeEncoding;
        if (!isUtf8(encoding)) {
            findings.add(new Finding(Fault.ENCODING, "the locale of this machine", "files are read as " + encoding));
        }
        return findings;
    }

    private static boolean isUtf8(String name) {
        try {
            return Charset.forName(name).equals(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    /** As the file says that every JDK has. */
    private static Optional<String> version(Path home) {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(release.getProperty("JAVA_VERSION")).map(text -> text.replace("\"", ""));
    }

    private static int feature(String version) {
        Matcher matcher = FEATURE.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : OLDEST_JAVA;
    }
}

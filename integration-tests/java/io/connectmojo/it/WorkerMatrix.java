package io.connectmojo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What {@code WorkerMatrixIT} runs; the compatibility page is made from it. */
public final class WorkerMatrix {
    /** Folders of {@code models} and {@code src/test/models}, one for each algorithm that is scored on every worker. */
    public static final List<String> MODELS =
            List.of("house-prices", "trained/churn-glm", "trained/xgb_gbtree_binomial");

    private static final Pattern MODULE = Pattern.compile("<module>kafka-(.+)</module>");

    private WorkerMatrix() {}

    /** How a worker is run. */
    public enum Mode {
        DISTRIBUTED,
        STANDALONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The versions of Kafka that the build resolves worker jars of, newest first. */
    public static List<String> versions() throws IOException {
        return MODULE.matcher(Files.readString(Path.of("integration-tests/workers/pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }
}

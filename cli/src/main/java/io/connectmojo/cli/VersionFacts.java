package io.connectmojo.cli;

import hex.genmodel.ModelMojoFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.IVersionProvider;

/** What {@code mojo --version} says: the plugin whose transform runs here, what it reads, and what it was tested on. */
final class VersionFacts implements IVersionProvider {
    /** One for each reader of H2O's library; the names stand in the model.ini of MOJOs. */
    static final List<String> ALGORITHMS = List.of(
            "Gradient Boosting Machine",
            "Distributed Random Forest",
            "XGBoost",
            "Generalized Linear Model",
            "Generalized Additive Model",
            "Deep Learning",
            "Stacked Ensemble",
            "Isolation Forest",
            "Extended Isolation Forest",
            "K-means",
            "Principal Components Analysis",
            "Generalized Low Rank Model",
            "Cox Proportional Hazards",
            "RuleFit",
            "Isotonic Regression",
            "Uplift Distributed Random Forest",
            "Word2Vec",
            "TargetEncoder",
            "k-LIME",
            "Support Vector Machine (*Spark*)");

    /** The workers that every build starts. */
    static final List<String> KAFKA = List.of("3.7.2", "3.8.1", "3.9.2", "4.0.2", "4.1.2", "4.2.0", "4.3.1", "4.4.0");

    static final List<String> JAVA = List.of("17", "25");

    @Override
    public String[] getVersion() {
        return new String[] {
            name(),
            "H2O's scoring library (h2o-genmodel): " + genmodel(),
            "newest MOJO format that it reads: " + newestFormat(),
            "tested in Kafka Connect: " + String.join(", ", KAFKA),
            "tested with Java: " + String.join(", ", JAVA),
        };
    }

    static String name() {
        return "mojo " + new io.connectmojo.MojoScorer.Value<>().version();
    }

    private static String genmodel() {
        Properties build = new Properties();
        try (InputStream in = io.connectmojo.MojoScorer.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("genmodel");
    }

    /** With the algorithms that have it: each counts its formats alone. */
    private static String newestFormat() {
        double newest =
                ALGORITHMS.stream().mapToDouble(VersionFacts::format).max().orElseThrow();
        Stream<String> having = ALGORITHMS.stream().filter(algorithm -> format(algorithm) == newest);
        return String.format(java.util.Locale.ROOT, "%.2f", newest) + " (" + having.collect(Collectors.joining(", "))
                + ")";
    }

    static double format(String algorithm) {
        return Double.parseDouble(
                ModelMojoFactory.INSTANCE.getMojoReader(algorithm).mojoVersion());
    }
}

package io.connectmojo.docs;

import java.util.List;
import java.util.function.Predicate;

/**
 * What becomes of the code on the pages: each item of {@link Pages} is taken by exactly one runner, or PageItemsTest fails with its page
 * and line. The test class that a runner names asks it for its items and runs all of them as they are printed. A runner with a reason
 * takes what no test can run; PageItemsTest holds what can be held against it: its syntax.
 */
public enum PageRunner {
    /** Between two marker lines: {@link GeneratedPage} compares it with what the code makes. */
    GENERATED("io.connectmojo.docs.PageItemsTest", item -> !item.part().isEmpty() && !item.isCommand()),

    /** {@code mojo … --option} in a sentence. */
    MENTION(
            "io.connectmojo.docs.PageItemsTest",
            item -> item.inline() && item.text().matches("(bin/)?mojo .*")),

    MAVEN(
            "io.connectmojo.docs.MavenCommandsTest",
            item -> item.isCommand() && item.text().matches("(JAZZER_FUZZ=1 )?mvn .*|\\(umask .* mvn .*\\)"),
            "a build inside the build takes minutes to hours, and continuous integration runs verify; files, profiles, goals,"
                    + " properties and tests that it names must exist"),

    README_COMMANDS(
            "io.connectmojo.it.ReadmeCommandsIT",
            item -> item.isCommand()
                    && !item.inline()
                    && !item.isOn("docs/quick-start.md")
                    && (item.text().startsWith("bin/mojo ")
                            || item.isOn("README.md") && !item.text().startsWith("mvn "))),

    HELP_EXAMPLES(
            "io.connectmojo.it.HelpExamplesIT",
            item -> item.isCommand()
                    && item.part().equals("help")
                    && !item.text().startsWith("source ")
                    && !item.text().startsWith("mojo feed ")
                    && !isOfModelTopic(item.text())
                    && !isOfDoctor(item.text())),

    FEED(
            "io.connectmojo.it.FeedIT",
            item -> item.isCommand() && !item.inline() && item.text().startsWith("mojo feed ")),

    /** What publishes a model, or changes or shows what is published. */
    MODEL_TOPIC(
            "io.connectmojo.it.DeliveryPageIT",
            item -> item.isCommand() && !item.inline() && isOfModelTopic(item.text())),

    DOCTOR("io.connectmojo.it.DoctorIT", item -> item.isCommand() && !item.inline() && isOfDoctor(item.text())),

    MODEL_TOPIC_SETTINGS(
            "io.connectmojo.it.DeliveryPageIT", item -> item.isOn("docs/delivery.md") && item.isIn("json")),

    DECISIONS("io.connectmojo.DecisionsPageTest", item -> item.isOn("docs/decisions.md") && item.isIn("properties")),

    MODEL_PER_RECORD(
            "io.connectmojo.ModelPerRecordPageTest",
            item -> item.isOn("docs/model-per-record.md") && item.isIn("properties")),

    COMPLETION("io.connectmojo.it.MojoJarIT", item -> item.text().matches("source <\\(mojo completion\\)|autoload .*")),

    README_RECORD("io.connectmojo.ReadmeExampleTest", item -> item.isOn("README.md") && item.isIn("text")),

    README_CONNECTOR("io.connectmojo.it.PageConfigsIT", item -> item.isOn("README.md") && item.isIn("json")),

    QUICK_START(
            "io.connectmojo.it.QuickStartIT",
            item -> item.isOn("docs/quick-start.md")
                    && (item.isCommand() || item.isIn("properties"))
                    && !item.text().startsWith("mvn ")),

    INSTALL(
            "io.connectmojo.it.InstallPageIT",
            item -> item.isOn("docs/install.md")
                    && !item.inline()
                    && (item.isCommand() || item.isIn("json"))
                    && !item.text().matches("(docker|confluent) .*")),

    IMAGE(
            "io.connectmojo.it.ImageIT",
            item -> item.isOn("docs/install.md") && item.text().startsWith("docker ")),

    STRIMZI("io.connectmojo.docs.DeployFilesTest", item -> item.isOn("docs/install.md") && item.isIn("yaml")),

    CONFLUENT(
            "io.connectmojo.docs.PageItemsTest",
            item -> item.text().startsWith("confluent "),
            "Confluent's command is not among the artefacts of any registry here; a test checks the archive's name and manifest"),

    PLUGIN_README(
            "io.connectmojo.PluginReadmeTest", item -> item.isOn("plugin-packaging/README.md") && item.isIn("json")),

    RECIPES("io.connectmojo.RecipesTest", item -> item.isOn("docs/recipes.md") && item.isIn("json")),

    SEVERAL_MODELS(
            "io.connectmojo.SeveralModelsPageTest", item -> item.isOn("docs/several-models.md") && item.isIn("json")),

    PINNED_VERSION("io.connectmojo.it.TwoVersionsIT", item -> item.isOn("docs/upgrade.md") && item.isIn("json")),

    CONTROL_RECORDS("io.connectmojo.it.PageConfigsIT", item -> item.isOn("docs/recipes.md") && item.isIn("properties")),

    CHANGE_EVENT(
            "io.connectmojo.ChangeEventPageTest",
            item -> item.isOn("docs/mapping-and-coercion.md") && (item.isIn("json") || item.isIn("properties"))),

    BINDING_TABLE(
            "io.connectmojo.row.coerce.CoercionDocumentTest",
            item -> item.isOn("docs/mapping-and-coercion.md") && item.isIn("text")),

    CONTRIBUTIONS(
            "io.connectmojo.ContributionExampleTest", item -> item.isOn("docs/outputs.md") && item.isIn("properties")),

    DIGEST("io.connectmojo.DigestFileTest", item -> item.text().equals("sha256sum model.zip > model.zip.sha256")),

    REQUESTS("io.connectmojo.it.PageConfigsIT", item -> item.isIn("http")),

    OUTCOMES(
            "io.connectmojo.it.OutcomesPageIT",
            item -> item.isOn("docs/outcomes.md")
                    && item.part().isEmpty()
                    && (item.text().startsWith("java ") || item.isIn("json"))),

    JMX("io.connectmojo.it.MonitoringPageIT", item -> item.isOn("docs/monitoring.md") && item.isIn("java")),

    SCRAPE(
            "io.connectmojo.it.MonitoringPageIT",
            item -> item.isOn("docs/monitoring.md")
                    && item.isCommand()
                    && item.text().startsWith("curl ")),

    PROMQL("io.connectmojo.it.MonitoringPageIT", item -> item.isIn("promql")),

    START_SCRIPT(
            "io.connectmojo.it.MonitoringPageIT",
            item -> item.isCommand() && item.text().contains("bin/connect-distributed.sh "),
            "the script is in Kafka's download, not among its artefacts of Maven; a worker is started with the options that it passes on"),

    JCONSOLE(
            "io.connectmojo.docs.PageItemsTest",
            item -> item.text().startsWith("jconsole "),
            "a window; the test of JMX reads the same port"),

    SAME_ARCHIVE(
            "io.connectmojo.docs.PageItemsTest",
            item -> item.isOn("CONTRIBUTING.md") && item.text().startsWith("sha256sum "),
            "compares the archives of two builds, as ReproducibleArchiveIT does"),

    SITE(
            "io.connectmojo.docs.PageItemsTest",
            item -> item.isOn("CONTRIBUTING.md") && item.text().startsWith("npm "),
            "needs Node.js, which the build does without; website/check.mjs looks at the site that they make"),

    DRAWING(
            "io.connectmojo.docs.PageItemsTest",
            item -> (item.isOn("CONTRIBUTING.md")
                            || item.isOn("docs/outcomes.md")
                            || item.isOn("docs/several-models.md"))
                    && item.isIn("text"),
            "drawings, and a summary of a method");

    private final String testClass;
    private final Predicate<PageItem> takes;
    private final String reason;

    PageRunner(String testClass, Predicate<PageItem> takes) {
        this(testClass, takes, "");
    }

    PageRunner(String testClass, Predicate<PageItem> takes, String reason) {
        this.testClass = testClass;
        this.takes = takes;
        this.reason = reason;
    }

    private static boolean isOfModelTopic(String command) {
        return command.matches("mojo (publish|models) .*");
    }

    private static boolean isOfDoctor(String command) {
        return command.startsWith("mojo doctor ");
    }

    String testClass() {
        return testClass;
    }

    /** Why its items are not run as they are; empty for one that runs them. */
    String reason() {
        return reason;
    }

    boolean takes(PageItem item) {
        return takes.test(item);
    }

    /** All that it takes, in the order of the pages. */
    public List<PageItem> items() {
        return Pages.items().stream().filter(this::takes).toList();
    }

    /** The only one that it takes. */
    public PageItem item() {
        List<PageItem> items = items();
        if (items.size() != 1) {
            throw new IllegalStateException(name() + " takes " + items);
        }
        return items.get(0);
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.compiled.Scorers;
import io.connectmojo.score.reference.ClusterComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documentation says of supported models is made from the models that the tests score, and from their rows. */
class SupportTableTest {
    /** Models of one algorithm and category, and what their rows were compared with. */
    private static final class Kind {
        final Set<String> includes = new TreeSet<>();
        final Map<String, int[]> rowsOf = new TreeMap<>();
        boolean compiled;
        int models;
        int libraryRows;
        int clusterRows;
        int clusterEqual;

        void add(ClusterComparison.Result result) {
            clusterRows += result.rows();
            clusterEqual += result.equalRows();
            result.rowsOf().forEach((what, rows) -> {
                int[] sum = rowsOf.computeIfAbsent(what, w -> new int[2]);
                sum[0] += rows[0];
                sum[1] += rows[1];
            });
        }
    }

    /** A reason why cluster and library differ. */
    private static final class Difference {
        final Set<String> algorithms = new TreeSet<>();
        final List<String> models = new ArrayList<>();
        int rows;
    }

    private static final Map<String, Kind> KINDS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, Difference> DIFFERENCES = new TreeMap<>();

    @BeforeAll
    static void compare() throws IOException {
        for (ModelFolder folder : ModelFolder.inRepository()) {
            try {
                add(folder, ModelLoader.load(folder.model()));
            } catch (MojoException refused) {
                assertThat(refused).hasMessageStartingWith("MOJO-M013");
            }
        }
    }

    private static void add(ModelFolder folder, Model model) throws IOException {
        int rows = rowsThatTheLibraryScores(folder);
        if (rows == 0) {
            return; // refused record by record: no model to speak of
        }
        PredictionShape shape = Scorers.shapeOf(model);
        Kind kind = KINDS.computeIfAbsent(model.algorithm() + " | " + shape.category(), name -> new Kind());
        kind.models++;
        kind.libraryRows += rows;
        for (OutputPart part : shape.available()) {
            kind.includes.add(part.settingName());
        }
        kind.includes.add("model");
        kind.compiled |= Scorers.best(model, Set.of(), false).scorer().engine().equals("compiled");
        boolean answeredByTheCluster = !folder.about().path("oracle").asText().startsWith("genmodel");
        if (answeredByTheCluster && shape.category() != Category.KLime) {
            ClusterComparison.Result result = ClusterComparison.of(folder);
            kind.add(result);
            result.differing().forEach((reason, differing) -> {
                Difference difference = DIFFERENCES.computeIfAbsent(reason, r -> new Difference());
                difference.algorithms.add(model.algorithm());
                difference.models.add(folder.name());
                difference.rows += differing;
            });
        }
    }

    /** EveryModelTest compares each of them. */
    private static int rowsThatTheLibraryScores(ModelFolder folder) throws IOException {
        Oracle oracle = new Oracle(folder.model());
        CsvFile input = folder.input();
        String offsetColumn = folder.offsetColumn();
        int rows = 0;
        for (int row = 0; row < input.rows().size(); row++) {
            rows += oracle.answer(input, row, offsetColumn).isPresent() ? 1 : 0;
        }
        return rows;
    }

    @Test
    void theReadme_listsWhatTheModelsOfTheRepositoryGive() throws IOException {
        StringBuilder table = new StringBuilder();
        table.append(
                "\n| algorithm | category | `output.include` | compiled engine | models | rows equal to the library |"
                        + " rows equal to the cluster |\n|---|---|---|---|---|---|---|\n");
        KINDS.forEach((name, kind) -> table.append("| %s | %s | %s | %d | %d | %s |\n"
                .formatted(
                        name,
                        String.join(", ", kind.includes),
                        kind.compiled ? "yes" : "no",
                        kind.models,
                        kind.libraryRows,
                        kind.clusterRows == 0
                                ? "no cluster trains it"
                                : kind.clusterEqual + " of " + kind.clusterRows)));
        assertThat(KINDS).hasSizeGreaterThan(25);
        GeneratedPage.agrees(Path.of("README.md"), "models", table.append('\n').toString());
    }

    /** Nothing is called compared of which each row is excepted. */
    @Test
    void eachKind_hasRowsThatAreEqualToTheClusters() {
        assertThat(KINDS.values()).allSatisfy(kind -> {
            assertThat(kind.libraryRows).isPositive();
            assertThat(kind.clusterEqual > 0 || kind.clusterRows == 0).isTrue();
        });
        KINDS.forEach((name, kind) -> kind.rowsOf.forEach(
                (what, rows) -> assertThat(rows[0]).as("%s: %s", name, what).isPositive()));
    }

    @Test
    void theAgreementPage_saysWhatWasComparedInHowManyRows() throws IOException {
        StringBuilder compared = new StringBuilder("\n| algorithm | category | compared, with rows |\n|---|---|---|\n");
        KINDS.forEach((name, kind) -> compared.append("| ")
                .append(name)
                .append(" | ")
                .append(kind.rowsOf.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue()[0]
                                + (entry.getValue()[1] == 0 ? "" : " (" + entry.getValue()[1] + " differ)"))
                        .collect(Collectors.joining(", ")))
                .append(kind.rowsOf.isEmpty() ? "with the library alone" : "")
                .append(" |\n"));
        GeneratedPage.agrees(
                Path.of("docs/agreement.md"), "compared", compared.append('\n').toString());

        StringBuilder differences =
                new StringBuilder("\n| what differs | algorithm | models | rows |\n|---|---|---|---|\n");
        DIFFERENCES.forEach((reason, difference) -> differences.append("| %s | %s | %s | %d |\n"
                .formatted(
                        reason,
                        String.join(", ", difference.algorithms),
                        difference.models.stream()
                                .map(model -> "`" + model + "`")
                                .collect(Collectors.joining(", ")),
                        difference.rows)));
        GeneratedPage.agrees(
                Path.of("docs/agreement.md"),
                "differences",
                differences.append('\n').toString());
    }
}

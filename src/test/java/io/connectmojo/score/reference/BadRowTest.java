package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a model refuses, or has no answer for. */
class BadRowTest {
    private static final Map<String, List<ModelCase>> CASES = ModelCase.all()
            .collect(Collectors.groupingBy(
                    models -> models.loadPlainly()._modelDescriptor.algoFullName()));

    @Test
    void aCategoryThatAModelWithoutImputationMissesIsACodedProblem() {
        List<MojoException> problems = new ArrayList<>();
        for (Model model : models("Generalized Linear Modeling")) {
            Row row = new Row(model.columns().size());
            row.clear();
            problem(model, row, problems);
        }
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem)
                        .hasMessageContaining("IllegalArgumentException")
                        .hasMessageContaining("Generalized Linear Modeling, "));
    }

    @Test
    void aStratumThatTrainingDidNotSeeIsACodedProblem(@TempDir Path folder) throws IOException {
        List<MojoException> problems = new ArrayList<>();
        for (ModelCase models : cases("Cox Proportional Hazards")) {
            Path zip = folder.resolve(models + ".zip");
            if (!withAnotherStratum(models.folder().model(), zip)) {
                continue; // a model without strata
            }
            Model model = ModelLoader.load(zip);
            Row row = new Row(model.columns().size());
            Arrays.fill(row.values, 1); // all levels the second, which no stratum has any more
            problem(model, row, problems);
        }
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).hasMessageContaining("NullPointerException"));
    }

    /** Copies the model, its stratum of the second level moved to a level that nothing has. */
    private static boolean withAnotherStratum(Path from, Path to) throws IOException {
        boolean changed = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().equals("model.ini")) {
                    String ini = new String(bytes, StandardCharsets.UTF_8);
                    String moved = ini.replaceFirst("(strata_\\d+ = )\\[1\\.0]", "$1[99.0]");
                    changed = !moved.equals(ini);
                    bytes = moved.getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
            }
        }
        return changed;
    }

    private static void problem(Model model, Row row, List<MojoException> problems) {
        Scorer scorer = Scorers.reference(model, Set.of());
        try {
            scorer.score(row, scorer.newPrediction());
        } catch (MojoException e) {
            assertThat(e.code()).isEqualTo(RecordError.SCORING);
            assertThat(e.getCause().getMessage())
                    .as("the library's own message may hold values of the record")
                    .matches("[A-Za-z.]+");
            problems.add(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nosuchword", "東京"})
    void aSentenceWithoutAKnownWordHasNoEmbedding(String word) {
        List<Model> models = models("Word2Vec");
        assertThat(models).isNotEmpty();
        for (Model model : models) {
            Scorer scorer = Scorers.reference(model, Set.of());
            Prediction prediction = scorer.newPrediction();
            Row row = new Row(model.columns().size());
            for (String[] words : new String[][] {{}, {word}, {null, word}}) {
                row.clear();
                row.words = words;
                scorer.score(row, prediction);
                assertThat(prediction.dimensions).isNotEmpty().containsOnly(Double.NaN);
            }
        }
    }

    @Test
    void aLowRankModelAnswersTheSameRowAlikeHoweverOftenItIsAsked() {
        List<Model> models = models("Generalized Low Rank Modeling");
        assertThat(models).isNotEmpty();
        for (Model model : models) {
            Scorer scorer = Scorers.reference(model, Set.of());
            Prediction prediction = scorer.newPrediction();
            Row row = new Row(model.columns().size());
            scorer.score(row, prediction);
            double[] first = prediction.dimensions.clone();
            for (int i = 0; i < 5; i++) {
                scorer.score(row, prediction);
                assertThat(prediction.dimensions).isEqualTo(first);
            }
        }
    }

    private static List<Model> models(String algorithm) {
        return cases(algorithm).stream().map(ModelCase::load).toList();
    }

    private static List<ModelCase> cases(String algorithm) {
        return CASES.getOrDefault(algorithm, List.of());
    }
}

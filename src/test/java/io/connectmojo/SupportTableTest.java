package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.model.library.ModelRequest;
import io.connectmojo.model.library.ModelSource;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The README's table of supported models is made from the models that the tests score. */
class SupportTableTest {
    private static final class Row {
        final Set<String> includes = new TreeSet<>();
        boolean verified;
        boolean compiled;
        int models;
    }

    @Test
    void theReadmeListsWhatTheModelsOfTheRepositoryGive() throws IOException {
        TreeMap<String, Row> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ModelFolder folder : ModelFolder.inRepository()) {
            add(rows, folder);
        }
        StringBuilder table = new StringBuilder();
        table.append("\n| algorithm | category | `output.include` | compiled engine | compared with | models |\n");
        table.append("|---|---|---|---|---|---|\n");
        rows.forEach((name, row) -> table.append("| ")
                .append(name)
                .append(" | ")
                .append(String.join(", ", row.includes))
                .append(" | ")
                .append(row.compiled ? "yes" : "no")
                .append(" | ")
                .append(row.verified ? "H2O cluster and library" : "H2O library")
                .append(" | ")
                .append(row.models)
                .append(" |\n"));
        assertThat(rows).hasSizeGreaterThan(25);
        GeneratedPage.agrees(Path.of("README.md"), "models", table.append('\n').toString());
    }

    private static void add(TreeMap<String, Row> rows, ModelFolder folder) {
        try (ModelHandle handle = ModelLibrary.open(
                ModelRequest.of(ModelSource.ofPath(folder.model().toString())))) {
            Model model = handle.current();
            PredictionShape shape = Scorers.shapeOf(model);
            Row row = rows.computeIfAbsent(model.algorithm() + " | " + shape.category(), name -> new Row());
            row.models++;
            for (OutputPart part : shape.available()) {
                row.includes.add(part.settingName());
            }
            row.includes.add("model");
            row.verified |= !folder.about().path("oracle").asText().startsWith("genmodel");
            row.compiled |=
                    Scorers.best(model, Set.of(), false).scorer().engine().equals("compiled");
        } catch (MojoException refused) {
            assertThat(List.of("M013")).contains(refused.code().id());
        }
    }
}

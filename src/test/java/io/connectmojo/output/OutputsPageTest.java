package io.connectmojo.output;

import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.score.Category;
import io.connectmojo.score.Part;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** The golden table: field order, names and types of every category and option, which is the page "Outputs". */
class OutputsPageTest {
    private static final List<String> NONE = List.of();

    @Test
    void thePageListsEveryFieldOfEveryCategory() throws IOException {
        StringBuilder page = new StringBuilder();
        for (PredictionShape shape : shapes()) {
            page.append("\n### ").append(shape.category()).append("\n\n");
            page.append("| asked for | flat fields, in order | nested members |\n|---|---|---|\n");
            row(page, "always", shape, options(Set.of(), false, 0, null));
            for (Part part : Part.values()) {
                if (shape.available().contains(part)) {
                    row(page, "`" + OutputLayout.settingOf(part) + "`", shape, options(Set.of(part), false, 0, null));
                }
            }
            if (shape.available().contains(Part.CONTRIBUTIONS)) {
                row(page, "`contributions`, top 2", shape, options(Set.of(Part.CONTRIBUTIONS), false, 2, null));
            }
            row(page, "`model`", shape, options(Set.of(), true, 0, null));
            if (takesThreshold(shape.category())) {
                row(page, "`output.threshold`", shape, options(Set.of(), false, 0, 0.5));
            }
            row(page, "all of it", shape, options(shape.available(), true, 0, null));
        }
        GeneratedPage.agrees(
                Path.of("docs/outputs.md"), "outputs", page.append('\n').toString());
    }

    private static void row(StringBuilder page, String asked, PredictionShape shape, Options options) {
        List<String> flat = new ArrayList<>();
        for (OutputField field : OutputLayout.of(shape, options.flat(), "m@0").fields()) {
            flat.add("`" + field.name() + "` " + type(field.schema()));
        }
        List<String> nested = new ArrayList<>();
        OutputField field =
                OutputLayout.of(shape, options.nested(), "m@0").fields().get(0);
        field.schema().fields().forEach(member -> nested.add("`" + member.name() + "` " + type(member.schema())));
        page.append("| ")
                .append(asked)
                .append(" | ")
                .append(String.join(", ", flat))
                .append(" | ")
                .append(String.join(", ", nested))
                .append(" |\n");
    }

    private static String type(Schema schema) {
        return switch (schema.type()) {
            case ARRAY -> "ARRAY&lt;" + type(schema.valueSchema()) + "&gt;";
            case MAP -> "MAP&lt;" + type(schema.keySchema()) + ", " + type(schema.valueSchema()) + "&gt;";
            default -> schema.type().name().toUpperCase(Locale.ROOT);
        };
    }

    private record Options(OutputOptions flat, OutputOptions nested) {}

    private static Options options(Set<Part> parts, boolean model, int top, Double threshold) {
        return new Options(
                new OutputOptions("P", OutputType.AUTO, parts, model, top, false, Existing.FAIL, threshold),
                new OutputOptions("P", OutputType.AUTO, parts, model, top, true, Existing.FAIL, threshold));
    }

    private static boolean takesThreshold(Category category) {
        return switch (category) {
            case Binomial, AutoEncoder, AnomalyDetection, Regression, CoxPH, BinomialUplift -> true;
            default -> false;
        };
    }

    /** A small model of every category: columns a and b, b with levels x and y. */
    private static List<PredictionShape> shapes() {
        Set<Part> trees = Set.of(Part.CONTRIBUTIONS, Part.LEAF_NODES, Part.STAGED_PREDICTIONS);
        Set<Part> binomial = Set.of(
                Part.PROBABILITIES,
                Part.CALIBRATED_PROBABILITIES,
                Part.CONTRIBUTIONS,
                Part.LEAF_NODES,
                Part.STAGED_PREDICTIONS);
        Set<Part> multinomial = Set.of(Part.PROBABILITIES, Part.LEAF_NODES, Part.STAGED_PREDICTIONS);
        List<String> columns = List.of("a", "b");
        List<ReconstructedCell> cells = List.of(
                new ReconstructedCell("b", "x", false),
                new ReconstructedCell("b", "y", false),
                new ReconstructedCell("b", null, true),
                new ReconstructedCell("a", null, false));
        List<PredictionShape> shapes = new ArrayList<>();
        shapes.add(shape(Category.Regression, NONE, false, columns, List.of(), 0, NONE, 0, trees));
        shapes.add(shape(Category.Binomial, List.of("no", "yes"), false, columns, List.of(), 0, NONE, 0, binomial));
        shapes.add(shape(
                Category.Multinomial,
                List.of("low", "high & up", "top"),
                false,
                NONE,
                List.of(),
                0,
                NONE,
                0,
                multinomial));
        shapes.add(shape(
                Category.Ordinal,
                List.of("1", "2", "3"),
                false,
                NONE,
                List.of(),
                0,
                NONE,
                0,
                Set.of(Part.PROBABILITIES)));
        shapes.add(shape(Category.Clustering, NONE, false, NONE, List.of(), 0, NONE, 3, Set.of(Part.DISTANCES)));
        shapes.add(shape(
                Category.AnomalyDetection,
                NONE,
                true,
                NONE,
                List.of(),
                0,
                NONE,
                0,
                Set.of(Part.SCORE, Part.LEAF_NODES)));
        shapes.add(shape(Category.AutoEncoder, NONE, false, NONE, cells, 0, NONE, 0, Set.of(Part.RECONSTRUCTION)));
        shapes.add(shape(Category.DimReduction, NONE, false, NONE, List.of(), 2, NONE, 0, Set.of()));
        shapes.add(shape(Category.WordEmbedding, NONE, false, NONE, List.of(), 2, NONE, 0, Set.of()));
        shapes.add(shape(Category.CoxPH, NONE, false, NONE, List.of(), 0, NONE, 0, Set.of()));
        shapes.add(
                shape(Category.BinomialUplift, NONE, false, NONE, List.of(), 0, NONE, 0, Set.of(Part.PROBABILITIES)));
        shapes.add(shape(Category.KLime, NONE, false, columns, List.of(), 0, NONE, 0, Set.of(Part.CONTRIBUTIONS)));
        shapes.add(shape(
                Category.TargetEncoder, NONE, false, NONE, List.of(), 2, List.of("city_te", "job_te"), 0, Set.of()));
        return shapes;
    }

    private static PredictionShape shape(
            Category category,
            List<String> classes,
            boolean anomaly,
            List<String> contributions,
            List<ReconstructedCell> cells,
            int dimensions,
            List<String> dimensionNames,
            int distances,
            Set<Part> available) {
        return new PredictionShape(
                category,
                classes,
                0.5,
                anomaly,
                contributions,
                cells,
                dimensions,
                dimensionNames,
                distances,
                available);
    }
}

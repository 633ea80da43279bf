package io.connectmojo.score.reference;

import com.fasterxml.jackson.databind.JsonNode;
import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gam.GamMojoModelBase;
import hex.genmodel.algos.glm.GlmMojoModel;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.algos.isoforextended.ExtendedIsolationForestMojoModel;
import hex.genmodel.algos.isotonic.IsotonicRegressionMojoModel;
import hex.genmodel.algos.kmeans.KMeansMojoModel;
import hex.genmodel.algos.rulefit.RuleFitMojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where H2O's cluster and H2O's own scoring library are known to disagree, each with its reason, and how close they are
 * elsewhere. The plugin follows the library; it cannot mend these.
 */
final class KnownDifferences {
    static final String NO_ERROR = "the library has no reconstruction error for a row with a missing number";

    private KnownDifferences() {}

    /**
     * What is unusual about a row: a level that training did not see, a missing cell, nothing but missing cells, a cell for
     * every column, an answer of the cluster.
     */
    record RowKind(int index, boolean unseen, boolean missing, boolean empty, boolean complete, boolean answered) {
        RowKind answered(boolean byTheCluster) {
            return new RowKind(index, unseen, missing, empty, complete, byTheCluster);
        }

        static RowKind of(Model model, CsvFile input, int index, Row row) {
            return new RowKind(
                    index,
                    ModelCase.hasUnseenLevel(model, input, index),
                    ModelCase.hasMissingCell(model, input, index),
                    Arrays.stream(row.values).allMatch(Double::isNaN),
                    row.values.length == 1
                            || model.columns().stream()
                                    .allMatch(column -> input.header().contains(column.name())),
                    true);
        }
    }

    /** Why the cluster may answer this row in another way; empty when it has to agree. */
    static Optional<String> reason(Model model, String what, RowKind row) {
        GenModel m = model.genModel();
        CategoricalEncoding encoding = m.getCategoricalEncoding();
        if (encoding == CategoricalEncoding.Eigen) {
            return Optional.of("the cluster computes the Eigen projection anew from the rows that it scores");
        }
        if (encoding == CategoricalEncoding.EnumLimited
                && model.columns().stream().anyMatch(losesLevels(m))) {
            return Optional.of("the cluster finds the most frequent levels anew among the rows that it scores");
        }
        if (!row.complete()) {
            return Optional.of("XGBoost MOJOs take columns that are encoded already, and the cluster's input is not");
        }
        if (model.algorithm().equals("Generalized Additive Model") && monotoneSplines(m) > 1) {
            return Optional.of("the library writes the second monotone spline over the end of the first");
        }
        if (model.algorithm().equals("Generalized Additive Model") && row.missing()) {
            return Optional.of("the library imputes the missing cell of a thin-plate spline in another way");
        }
        if (m instanceof IsotonicRegressionMojoModel && !row.answered() && !row.missing()) {
            return Optional.of("the MOJO forgets out_of_bounds=NA and answers as if the value were the nearest bound");
        }
        if (encoding == CategoricalEncoding.Binary && row.unseen()) {
            return Optional.of("the cluster gives an unseen level another code than the missing one");
        }
        if (m instanceof KMeansMojoModel && (row.unseen() || row.missing())) {
            return Optional.of("the cluster does not impute unseen levels, nor missing cells without standardizing");
        }
        if (m instanceof RuleFitMojoModel && row.unseen()) {
            return Optional.of("the cluster lets rules match unseen levels in another way");
        }
        if (m instanceof ExtendedIsolationForestMojoModel && row.unseen()) {
            return Optional.of("the cluster gives unseen levels numbers of their own");
        }
        if (m instanceof DrfMojoModel && what.equals("contributions") && row.unseen()) {
            return Optional.of("the cluster's contributions for unseen levels do not add up to its own prediction");
        }
        if (m instanceof DeeplearningMojoModel && what.equals("error") && row.missing()) {
            return Optional.of(NO_ERROR);
        }
        if (m instanceof GlrmMojoModel && row.empty()) {
            return Optional.of(
                    "without a single cell the random start is the answer, and the cluster starts elsewhere");
        }
        if (m instanceof GlrmMojoModel && row.missing()) {
            return Optional.of("the cluster starts each row elsewhere, and with a gap the search ends elsewhere");
        }
        if (m instanceof GlrmMojoModel glrm && glrm._ncats > 0 && row.index() > 0) {
            return Optional.of("the cluster starts each row elsewhere, and with categories the search ends elsewhere");
        }
        return Optional.empty();
    }

    /** Whether a column has more levels than the encoding keeps. */
    private static Predicate<ModelColumn> losesLevels(GenModel m) {
        return column -> Arrays.stream(m.getNames()).noneMatch(column.name()::equals)
                || Arrays.asList(m.getDomainValues()).stream()
                                .noneMatch(levels ->
                                        levels != null && Arrays.asList(levels).equals(column.levels()))
                        && column.kind() == ModelColumn.Kind.CATEGORICAL;
    }

    /** Columns that an I-spline or M-spline is made of; the pieces are numbered behind their names. */
    private static long monotoneSplines(GenModel m) {
        return Arrays.stream(m.getNames())
                .filter(name -> name.endsWith("_is_0") || name.endsWith("_3_center_0"))
                .count();
    }

    /** How far a number may be from the cluster's, relative to it where that is more than 1. */
    static double tolerance(Model model) {
        return switch (model.algorithm()) {
            // sums of exponentials, products of splines and blended means are taken in another order
            case "Cox Proportional Hazards", "Generalized Additive Model", "TargetEncoder" -> 1e-9;
            // starts from other random numbers
            case "Generalized Low Rank Modeling" -> 1e-3;
            // the cluster's matrix is stored as float and added up in another order
            case "Word2Vec" -> 1e-6;
            default -> 0;
        };
    }

    /** Whether the library throws on such rows where the cluster answers. */
    static boolean mayThrow(Model model, RowKind row) {
        boolean withoutImputation = model.genModel() instanceof GlmMojoModel && (row.unseen() || row.missing());
        boolean offsetOfAdditiveModel = model.genModel() instanceof GamMojoModelBase
                && model.offsetColumn().isPresent(); // which the library does not support
        return withoutImputation || offsetOfAdditiveModel;
    }

    /**
     * The input, with the number of the level in place of its text where a MOJO has lost the levels of a column: XGBoost
     * with label encoding takes the numbers themselves.
     */
    static CsvFile readable(ModelCase models, Model model) {
        CsvFile input = models.input();
        if (!model.algorithm().equals("XGBoost")) {
            return input;
        }
        List<List<String>> rows = new ArrayList<>();
        input.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        for (JsonNode column : models.folder().about().path("columns")) {
            int index = input.header().indexOf(column.path("name").asText());
            boolean lost = index >= 0
                    && column.hasNonNull("domain")
                    && model.columns().stream()
                            .anyMatch(c ->
                                    c.name().equals(input.header().get(index)) && c.kind() == ModelColumn.Kind.NUMERIC);
            List<String> levels = new ArrayList<>();
            column.path("domain").forEach(level -> levels.add(level.asText()));
            for (List<String> row : lost ? rows : List.<List<String>>of()) {
                int level = levels.indexOf(row.get(index));
                if (level >= 0 && !isNumber(row.get(index))) {
                    row.set(index, Integer.toString(level));
                }
            }
        }
        return new CsvFile(input.header(), rows);
    }

    private static boolean isNumber(String cell) {
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

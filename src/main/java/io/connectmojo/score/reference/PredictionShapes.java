package io.connectmojo.score.reference;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.klime.KLimeMojoModel;
import hex.genmodel.algos.targetencoder.ColumnsMapping;
import hex.genmodel.algos.targetencoder.TargetEncoderMojoModel;
import hex.genmodel.algos.tree.CalibrationMojoHelper;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.TreeBackedMojoModel;
import hex.genmodel.algos.word2vec.WordEmbeddingModel;
import io.connectmojo.model.Model;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import io.connectmojo.score.compiled.tree.NotCompiled;
import io.connectmojo.score.explain.Explainers;
import io.connectmojo.score.explain.GenmodelExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds out what a model's predictions look like. */
public final class PredictionShapes {
    private PredictionShapes() {}

    public static PredictionShape of(Model model) {
        GenModel m = model.genModel();
        // a k-LIME model's own category is the one of the model that it explains
        Category category = m instanceof KLimeMojoModel ? Category.KLime : category(m.getModelCategory());
        Set<OutputPart> available = EnumSet.noneOf(OutputPart.class);
        List<String> classes = List.of();
        double threshold = Double.NaN;
        List<String> contributions = List.of();
        switch (category) {
            case Binomial, Multinomial, Ordinal -> {
                classes = classes(m);
                available.add(OutputPart.PROBABILITIES);
                if (category == Category.Binomial) {
                    threshold = m instanceof MojoModel mojo ? mojo._defaultThreshold : 0.5;
                    if (calibrated(m)) {
                        available.add(OutputPart.CALIBRATED_PROBABILITIES);
                    }
                }
            }
            case BinomialUplift -> available.add(OutputPart.PROBABILITIES);
            case AnomalyDetection -> available.add(OutputPart.SCORE);
            case AutoEncoder -> available.add(OutputPart.RECONSTRUCTION);
            case Clustering -> {
                if (m instanceof IClusteringModel) {
                    available.add(OutputPart.DISTANCES);
                }
            }
            default -> {}
        }
        if (category == Category.KLime) {
            contributions = Arrays.asList(m.getNames()).subList(0, m.nfeatures());
            available.add(OutputPart.CONTRIBUTIONS);
        } else if (category == Category.Regression
                || category == Category.Binomial
                || category == Category.Multinomial) {
            contributions = contributionNames(m);
            if (!contributions.isEmpty()) {
                available.add(OutputPart.CONTRIBUTIONS);
            }
        }
        if (hasLeafNodes(category) && givesPaths(m)) {
            available.add(OutputPart.LEAF_NODES);
        }
        if (m instanceof SharedTreeMojoModel && hasLeafNodes(category) && category != Category.AnomalyDetection) {
            available.add(OutputPart.STAGED_PREDICTIONS);
        }
        return new PredictionShape(
                category,
                List.copyOf(classes),
                threshold,
                category == Category.AnomalyDetection && m.getPredsSize(ModelCategory.AnomalyDetection) == 3,
                List.copyOf(contributions),
                category == Category.AutoEncoder ? cells(m) : List.of(),
                dimensions(m, category),
                category == Category.TargetEncoder ? encodedColumns((TargetEncoderMojoModel) m) : List.of(),
                m instanceof IClusteringModel clustering ? clustering.getNumClusters() : 0,
                Set.copyOf(available));
    }

    private static Category category(ModelCategory category) {
        for (Category known : Category.values()) {
            if (known.name().equals(category.name())) {
                return known;
            }
        }
        throw Problem.of(ModelError.UNSUPPORTED, "Models of category " + category + " cannot score records")
                .where("model")
                .why("H2O's scoring library has no prediction for them")
                .fix("use another kind of model");
    }

    private static List<String> classes(GenModel m) {
        String[] domain = m.getDomainValues(m.getResponseIdx());
        return domain == null ? List.of("0", "1") : Arrays.asList(domain); // quasibinomial has none
    }

    private static boolean calibrated(GenModel m) {
        return m instanceof CalibrationMojoHelper.MojoModelWithCalibration calibration
                && (calibration.getCalibGlmBeta() != null || calibration.getIsotonicCalibrator() != null);
    }

    private static boolean hasLeafNodes(Category category) {
        return switch (category) {
            case Regression, Binomial, Multinomial, AnomalyDetection -> true;
            default -> false;
        };
    }

    private static boolean givesPaths(GenModel m) {
        try {
            return m instanceof TreeBackedMojoModel trees && trees.getDecisionPath(missingRow(m)) != null;
        } catch (RuntimeException unsupported) {
            return false;
        }
    }

    private static double[] missingRow(GenModel m) {
        double[] missing = new double[m.nfeatures()];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    /** Without the bias. */
    private static List<String> contributionNames(GenModel m) {
        try {
            return Explainers.names(m);
        } catch (NotCompiled unknown) {
            return namesOfGenmodel(m);
        }
    }

    private static List<String> namesOfGenmodel(GenModel m) {
        try {
            return GenmodelExplainer.of(m).names();
        } catch (NotCompiled unsupported) {
            return List.of();
        }
    }

    private static List<ReconstructedCell> cells(GenModel m) {
        List<ReconstructedCell> cells = new ArrayList<>();
        for (int i = 0; i < m.nfeatures(); i++) {
            String column = m.getNames()[i];
            String[] levels = m.getDomainValues(i);
            if (levels == null) {
                cells.add(new ReconstructedCell(column, null, false));
                continue;
            }
            for (String level : levels) {
                cells.add(new ReconstructedCell(column, level, false));
            }
            cells.add(new ReconstructedCell(column, null, true));
        }
        return List.copyOf(cells);
    }

    private static int dimensions(GenModel m, Category category) {
        return switch (category) {
            case DimReduction -> m.getPredsSize(ModelCategory.DimReduction);
            case WordEmbedding -> ((WordEmbeddingModel) m).getVecSize();
            case TargetEncoder -> encodedColumns((TargetEncoderMojoModel) m).size();
            default -> 0;
        };
    }

    private static List<String> encodedColumns(TargetEncoderMojoModel m) {
        List<String> names = new ArrayList<>();
        for (ColumnsMapping mapping : m._inoutMapping) {
            names.addAll(Arrays.asList(mapping.to()));
        }
        return List.copyOf(names);
    }
}

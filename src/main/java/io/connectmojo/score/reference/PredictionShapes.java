package io.connectmojo.score.reference;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.MojoModel;
import hex.genmodel.PredictContributions;
import hex.genmodel.PredictContributionsFactory;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.klime.KLimeMojoModel;
import hex.genmodel.algos.targetencoder.ColumnsMapping;
import hex.genmodel.algos.targetencoder.TargetEncoderMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.word2vec.WordEmbeddingModel;
import hex.genmodel.attributes.parameters.VariableImportancesHolder;
import io.connectmojo.model.Model;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Finds out what a model's predictions look like. */
public final class PredictionShapes {
    /** From this MOJO version on, trees bring all that genmodel needs to turn them into graphs. */
    private static final double UNFOLDABLE_TREES = 1.3;

    private PredictionShapes() {}

    /** Made once for each model. */
    public static PredictionShape shared(Model model) {
        return model.shared(PredictionShape.class, PredictionShapes::of);
    }

    private static PredictionShape of(Model model) {
        GenModel m = model.genModel();
        // a k-LIME model's own category is the one of the model that it explains
        Category category = m instanceof KLimeMojoModel ? Category.KLime : category(m.getModelCategory());
        PredictionShape shape = new PredictionShape(
                category,
                category.hasClasses() ? List.copyOf(classes(m)) : List.of(),
                category.thresholdDecidesLabel() ? threshold(m) : Double.NaN,
                category == Category.AnomalyDetection && m.getPredsSize(ModelCategory.AnomalyDetection) == 3,
                List.copyOf(contributions(m, category)),
                category == Category.AutoEncoder ? cells(m) : List.of(),
                dimensions(m, category),
                category == Category.TargetEncoder ? encodedColumns((TargetEncoderMojoModel) m) : List.of(),
                m instanceof IClusteringModel clustering ? clustering.getNumClusters() : 0,
                Set.of());
        return shape.withAvailable(PartReading.available(m, shape));
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

    private static double threshold(GenModel m) {
        return m instanceof MojoModel mojo ? mojo._defaultThreshold : 0.5;
    }

    private static List<String> contributions(GenModel m, Category category) {
        return switch (category) {
            case KLime -> Arrays.asList(m.getNames()).subList(0, m.nfeatures());
            case Regression, Binomial -> contributionNames(m);
            default -> List.of();
        };
    }

    private static double[] missingRow(GenModel m) {
        double[] missing = new double[m.nfeatures()];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    /** Without the bias, which genmodel lists last. Some models implement the interface and refuse later: ask them. */
    private static List<String> contributionNames(GenModel m) {
        if (m instanceof SharedTreeMojoModel trees && trees._mojo_version >= UNFOLDABLE_TREES) {
            return explainsItself(trees) ? Arrays.asList(trees.features()) : List.of();
        }
        if (!(m instanceof PredictContributionsFactory factory)) {
            return List.of();
        }
        try {
            PredictContributions contributions = factory.makeContributionsPredictor();
            contributions.calculateContributions(missingRow(m));
            List<String> names = Arrays.asList(contributions.getContributionNames());
            return names.subList(0, names.size() - 1);
        } catch (RuntimeException unsupported) {
            return List.of();
        }
    }

    /** What asking would tell, but that unfolds all trees and takes several times as long as loading them. */
    private static boolean explainsItself(SharedTreeMojoModel trees) {
        return trees instanceof GbmMojoModel
                || trees instanceof DrfMojoModel forest
                        && !forest.isBinomialDoubleTrees()
                        && forest._modelAttributes instanceof VariableImportancesHolder holder
                        && holder.getVariableImportances() != null;
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

package io.connectmojo.score.reference;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.IClusteringModel;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.klime.KLimeMojoModel;
import hex.genmodel.algos.targetencoder.ColumnsMapping;
import hex.genmodel.algos.targetencoder.TargetEncoderMojoModel;
import hex.genmodel.algos.word2vec.WordEmbeddingModel;
import io.connectmojo.model.Model;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import io.connectmojo.score.explain.Explainers;
import io.connectmojo.score.explain.GenmodelExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what a model's predictions look like. */
public final class PredictionShapes {
    private PredictionShapes() {}

    /** Made once for each model. */
    public static PredictionShape shared(Model model) {
        return model.shared(PredictionShape.class, PredictionShapes::of);
    }

    private static PredictionShape of(Model model) {
        GenModel m = model.genModel();
        // a k-LIME model's own category is the one of the model that it explains
        Category category = m instanceof KLimeMojoModel ? Category.KLime : category(m.getModelCategory());
        Contributions contributions = Contributions.of(m, category);
        PredictionShape shape = new PredictionShape(
                category,
                category.hasClasses() ? List.copyOf(classes(m)) : List.of(),
                category.thresholdDecidesLabel() ? threshold(m) : Double.NaN,
                category.thresholdDecidesLabel() ? model.thresholds() : Map.of(),
                category == Category.AnomalyDetection && m.getPredsSize(ModelCategory.AnomalyDetection) == 3,
                List.copyOf(contributions.names),
                contributions.unexplained,
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

    /** Names without the bias, or why there are none. */
    private record Contributions(List<String> names, String unexplained) {
        static Contributions of(GenModel m, Category category) {
            return switch (category) {
                case KLime -> new Contributions(Arrays.asList(m.getNames()).subList(0, m.nfeatures()), "");
                case Regression, Binomial, Multinomial -> of(m);
                default -> new Contributions(List.of(), "");
            };
        }

        private static Contributions of(GenModel m) {
            try {
                return new Contributions(Explainers.names(m), "");
            } catch (NotCompiled unknown) {
                return ofGenmodel(m, unknown.getMessage());
            }
        }

        private static Contributions ofGenmodel(GenModel m, String unexplained) {
            try {
                return new Contributions(GenmodelExplainer.of(m).names(), "");
            } catch (NotCompiled unsupported) {
                return new Contributions(List.of(), unexplained);
            }
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

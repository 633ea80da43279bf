package io.connectmojo.score.compiled;

import hex.genmodel.algos.glm.GlmMojoModelBase;
import io.connectmojo.model.Model;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.explain.Explainer;
import io.connectmojo.score.explain.Explainers;
import io.connectmojo.score.explain.GenmodelExplainer;
import java.util.Optional;
import java.util.Set;

/**
 * What explains a model's predictions: the compiled explainer where its self-check agrees, else genmodel. Found once per model
 * and kept with it.
 *
 * @param explainer null when there is none
 * @param encoding how rows become what the explainer takes; null without an explainer
 * @param why half a sentence for the log, or why there is none
 */
record ContributionEngine(Explainer explainer, RowEncoding encoding, String why) {
    static ContributionEngine of(Model model) {
        return model.shared(ContributionEngine.class, ContributionEngine::find);
    }

    /** Genmodel's where it has any, and else as {@link #of}. */
    static ContributionEngine reference(Model model) {
        return model.shared(OfGenmodel.class, OfGenmodel::find).engine;
    }

    private record OfGenmodel(ContributionEngine engine) {
        static OfGenmodel find(Model model) {
            try {
                return new OfGenmodel(genmodel(model, ""));
            } catch (NotCompiled e) {
                return new OfGenmodel(ContributionEngine.of(model));
            }
        }
    }

    private static ContributionEngine genmodel(Model model, String why) throws NotCompiled {
        GenmodelExplainer genmodel = GenmodelExplainer.of(model.genModel());
        return new ContributionEngine(genmodel, RowEncoding.of(model), genmodel.description() + why);
    }

    private static ContributionEngine find(Model model) {
        String fault;
        try {
            Explainer explainer = Explainers.of(model.genModel());
            RowEncoding encoding = RowEncoding.of(model);
            Optional<String> found = fault(model, explainer, encoding);
            if (found.isEmpty()) {
                return new ContributionEngine(explainer, encoding, explainer.description());
            }
            fault = found.get();
        } catch (NotCompiled e) {
            fault = e.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fault = "compiling its contributions failed: " + e.getClass().getSimpleName();
        }
        try {
            return genmodel(model, ", because " + fault);
        } catch (NotCompiled e) {
            return new ContributionEngine(null, null, fault);
        }
    }

    private static Optional<String> fault(Model model, Explainer explainer, RowEncoding encoding) {
        GenmodelExplainer genmodel;
        try {
            genmodel = GenmodelExplainer.of(model.genModel());
        } catch (NotCompiled e) {
            genmodel = null;
            boolean trees = !(model.genModel() instanceof GlmMojoModelBase);
            if (trees && SelfChecks.of(model).result(Set.of(), 1).form() == null) {
                return Optional.of("its trees cannot be compared with genmodel's");
            }
        }
        float[][] thresholds = CompiledForm.thresholds(model, encoding, explainer.thresholds());
        return new ContributionCheck(encoding, explainer, genmodel, ContributionCheck.LONG_ENOUGH_NANOS)
                .fault(new ProbeRows(model, thresholds), model.columns().size());
    }
}

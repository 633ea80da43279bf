package io.connectmojo.score.explain;

import biz.k11i.xgboost.Predictor;
import hex.ModelCategory;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.glm.GlmMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import hex.genmodel.utils.LinkFunctionType;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import java.util.Set;

/** Knows which models predict their margin as it is. */
final class Identity {
    private static final Set<String> OBJECTIVES = Set.of("reg:squarederror", "reg:linear");

    private Identity() {}

    static boolean handsOnItsMargin(MojoModel model) throws NotCompiled {
        if (model.getModelCategory() != ModelCategory.Regression) {
            return false;
        }
        if (model instanceof GbmMojoModel gbm) {
            return gbm._link_function == LinkFunctionType.identity;
        }
        if (model instanceof GlmMojoModel) {
            return "identity".equals(HiddenMember.read(model, "_link", String.class, NotCompiled::new));
        }
        if (model instanceof XGBoostJavaMojoModel booster) {
            String objective = HiddenMember.read(booster, "_predictor", Predictor.class, NotCompiled::new)
                    .getObjName();
            return OBJECTIVES.contains(objective) && !booster._hasOffset;
        }
        return model instanceof DrfMojoModel;
    }
}

package io.connectmojo.score.compiled.tree;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.gbm.GBTree;
import biz.k11i.xgboost.tree.RegTree;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import java.lang.reflect.Method;

/**
 * What the booster of an XGBoost model says. The model keeps its predictor private and the predictor its version, so both are
 * read by reflection; where that fails, the model is not compiled.
 *
 * @param trees per class
 * @param baseScoreFirst XGBoost 1.3 and later begin the sum with the base score, earlier ones end with it
 */
public record Booster(RegTree[][] trees, String objective, float baseScore, boolean baseScoreFirst) {
    public static Booster of(XGBoostJavaMojoModel model) throws NotCompiled {
        Predictor predictor = HiddenMember.read(model, "_predictor", Predictor.class, NotCompiled::new);
        Method version = HiddenMember.method(Predictor.class, "isBeforeOrEqual12", NotCompiled::new);
        try {
            boolean baseScoreLast = (Boolean) version.invoke(predictor);
            if (predictor.getBooster().getClass() != GBTree.class) {
                throw new NotCompiled("its booster is " + model._boosterType + ", not gbtree");
            }
            return new Booster(
                    ((GBTree) predictor.getBooster()).getGroupedTrees(),
                    predictor.getObjName(),
                    predictor.getBaseScore(),
                    !baseScoreLast);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new NotCompiled("its booster cannot be read: " + e.getClass().getSimpleName());
        }
    }
}

package io.connectmojo.model.archive;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;

/** Refuses the kinds of models that H2O's scoring library reads without complaint and scores wrongly. */
public final class WrongAnswers {
    private WrongAnswers() {}

    /** Looks at one model of an archive. */
    static void refuse(ModelIni ini, String where) {
        ini.text("offset_column").ifPresent(offset -> refuseOffset(ini.algorithm(), where));
        if (ini.text("remove_offset_effects").orElse("").equalsIgnoreCase("true")) {
            throw refused("A model trained with remove_offset_effects", where)
                    .why("H2O's scoring library does not know that it has to leave the offset out")
                    .fix("train it without remove_offset_effects; records whose offset is 0 give the same answers");
        }
        long monotone = ini.text("bs")
                .orElse("")
                .chars()
                .filter(c -> c == '2' || c == '3')
                .count();
        if (ini.algorithm().equals("Generalized Additive Model") && monotone > 1) {
            throw refused("A Generalized Additive Model with " + monotone + " I- or M-splines", where)
                    .why("H2O's scoring library mixes their columns up and answers wrongly")
                    .fix("train it with at most one of them (bs=2 or 3), or with bs=0 or 1");
        }
    }

    /** @param algorithm of a model that was trained with an offset column */
    public static void refuseOffset(String algorithm, String where) {
        if (algorithm.equalsIgnoreCase("Deep Learning")) {
            throw refused("A Deep Learning model with an offset column", where)
                    .why("MOJOs of such models ignore the offset and answer wrongly")
                    .fix("train it without offset_column, or use GBM or GLM");
        }
    }

    private static Problem refused(String what, String where) {
        return Problem.of(ModelError.UNSUPPORTED, what).where(where);
    }
}

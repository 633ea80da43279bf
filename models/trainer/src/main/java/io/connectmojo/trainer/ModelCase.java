package io.connectmojo.trainer;

import hex.Model;
import java.util.Map;
import java.util.function.Function;
import water.fvec.Frame;

/**
 * One model of the repository: what it is trained on, how, and the rows that H2O scores for us.
 *
 * @param folder below {@code models/}
 * @param data where the data come from, in words
 * @param files further files of the folder, by name
 */
record ModelCase(
        String folder,
        Table training,
        Table scoring,
        String response,
        Function<Frame, Model<?, ?, ?>> train,
        String data,
        String note,
        Map<String, String> files) {}

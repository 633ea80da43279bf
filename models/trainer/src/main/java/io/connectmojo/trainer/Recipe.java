package io.connectmojo.trainer;

import hex.Model;
import water.fvec.Frame;

/**
 * One folder to make: where it goes, what it is there for, the data, and how to train on it.
 *
 * @param folder its name for {@link Places}
 * @param purpose one line: why this model is in the set
 * @param data one line: where the rows come from
 */
record Recipe(String folder, String purpose, String data, Table train, Soil score, Fit fit) {

    /** Trains a model on the frame made of the training table. */
    @FunctionalInterface
    interface Fit {
        Model<?, ?, ?> on(Frame train) throws Exception;
    }

    /** The same training for another folder. */
    Recipe in(String otherFolder, String otherPurpose) {
        return new Recipe(otherFolder, otherPurpose, data, train, score, fit);
    }

    String name() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}

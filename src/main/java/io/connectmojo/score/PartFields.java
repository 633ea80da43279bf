package io.connectmojo.score;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Takes what a part of the output consists of, and makes fields of it in one layout or the other. */
public interface PartFields {
    /** What the numbers of a part stand for: their names and how many there are follow from the model. */
    enum By {
        CLASS,
        CLUSTER,
        /** A numeric column, a level of a categorical column, or its missing cell. */
        CELL
    }

    /** One number. */
    void number(String name, ToDoubleFunction<Prediction> value);

    /**
     * Numbers that each stand for something.
     *
     * @param prefix of the fields in the flat layout
     * @param member the one member that holds them all in the nested layout
     */
    void numbers(By by, String prefix, String member, Function<Prediction, double[]> values);

    /** Numbers that are told by their position alone. */
    void list(String name, Function<Prediction, double[]> values);

    void texts(String name, Function<Prediction, String[]> values);

    /** Numbers by contribution, of which the largest or those of each class may be asked for. */
    void contributions();

    /** The prediction itself, for what was before a change. */
    void previous(String name);

    /** A number of cells. */
    void count(String name, ToIntFunction<Prediction> value);

    /** A number of cells that only a model with a profile can tell: no field for others. */
    void countByProfile(String name, ToIntFunction<Prediction> value);

    /** The text that says why there is no prediction; null when there is one. */
    void problem(String name);

    /** The text that says which model predicts. */
    void modelStamp(String name);

    /** The text that says what the model is to its transform. */
    void arm(String name);
}

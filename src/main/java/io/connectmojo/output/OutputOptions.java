package io.connectmojo.output;

import io.connectmojo.output.decision.Decisions;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import java.util.Set;

/**
 * What a connector's configuration says about outputs.
 *
 * @param field name of the prediction and prefix of everything else
 * @param parts what {@code output.include} asks for
 * @param contributions which contributions, when the parts ask for them
 * @param decisions what is made of predictions besides
 */
public record OutputOptions(
        String field,
        OutputType type,
        Set<OutputPart> parts,
        ContributionOptions contributions,
        Layout layout,
        Existing existing,
        Decisions decisions) {

    /**
     * The same of a model of which nothing is written but, perhaps, the prediction itself.
     *
     * @param isWritten whether the prediction is
     */
    public OutputOptions ofPrediction(boolean isWritten) {
        return new OutputOptions(
                field,
                isWritten ? type : OutputType.AUTO,
                Set.of(),
                ContributionOptions.DEFAULT,
                Layout.FLAT,
                existing,
                new Decisions(decisions.threshold(), null, Double.NaN));
    }

    /** Where the outputs stand among each other. */
    public enum Layout {
        /** One field for each number. */
        FLAT,
        /** All of them in one Struct or Map. */
        NESTED
    }

    /** What happens when the record already has a field of an output's name. */
    public enum Existing {
        FAIL,
        /** The output takes its place. */
        REPLACE,
        /** A value that is not null stays. */
        KEEP
    }

    /** The settings' own defaults. */
    public static OutputOptions of(String field) {
        return new OutputOptions(
                field,
                OutputType.AUTO,
                Set.of(),
                ContributionOptions.DEFAULT,
                Layout.FLAT,
                Existing.FAIL,
                Decisions.NONE);
    }
}

package io.connectmojo.output;

import java.util.OptionalDouble;

/**
 * What the outputs need to know of a model's profile.
 *
 * @param exists whether the model comes with a profile
 * @param bound the conformity score at the coverage that the options ask for; infinite when there were too few rows to say, empty
 *     without a calibration
 */
public record ProfileFacts(boolean exists, OptionalDouble bound) {
    /** Of a model without a profile. */
    public static final ProfileFacts NONE = new ProfileFacts(false, OptionalDouble.empty());
}

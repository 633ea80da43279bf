package io.connectmojo.config;

import io.connectmojo.row.match.FieldPath;
import java.util.Optional;

/**
 * What a configuration says of the transform's challenger.
 *
 * @param model where it comes from
 * @param share of the records that it answers, 0 to 1; at 0 it answers none
 * @param splitField what decides which records those are
 * @param compare share of the records that both models score, 0 to 1
 * @param outputField what its prediction is called beside the answer; empty where it is not written
 */
public record ChallengerSettings(
        ModelSettings model, double share, FieldPath splitField, double compare, Optional<String> outputField) {
    /** Whether it answers no record. */
    public boolean inShadow() {
        return share == 0;
    }
}

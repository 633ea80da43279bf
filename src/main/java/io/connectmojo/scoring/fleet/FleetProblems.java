package io.connectmojo.scoring.fleet;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import java.time.Duration;

/**
 * What to say of records without a model. Names the setting with its placeholders and never their texts, which are values of records.
 * In a storm of such records each problem is one object.
 */
final class FleetProblems {
    private final String setting;
    private final MojoException noText;
    private final MojoException noModel;
    private final MojoException late;
    private final MojoException tooMany;

    /** @param setting with its placeholders */
    FleetProblems(String setting, Duration timeout) {
        this.setting = setting;
        noText = Problem.of(RecordError.MODEL_TEXT, "The record does not name a model")
                .where(setting)
                .why("a placeholder has no text in the record, or none that may be part of a name")
                .fix("send 1 to 128 of the characters A-Z a-z 0-9 . _ - there, or set model.fallback.path");
        noModel = Problem.of(RecordError.NO_MODEL, "There is no model for the record")
                .where(setting)
                .why("the place that the record names has none")
                .fix("put the model there, or set model.fallback.path");
        late = late("it was not loaded within model.load.timeout.ms=" + timeout.toMillis());
        tooMany = late("too many models are being loaded for this task already");
    }

    private MojoException late(String why) {
        return Problem.of(RecordError.MODEL_LATE, "The record's model is not there in time")
                .where(setting)
                .why(why)
                .fix("send the record again, raise the timeout, or check where the models are");
    }

    /** The setting with its placeholders. */
    String setting() {
        return setting;
    }

    MojoException noText() {
        return noText;
    }

    MojoException noModel() {
        return noModel;
    }

    MojoException late() {
        return late;
    }

    MojoException tooMany() {
        return tooMany;
    }

    MojoException interrupted() {
        return late("the task was interrupted while it waited");
    }

    MojoException refused(MojoException why) {
        return Problem.of(RecordError.MODEL_REFUSED, "The record's model cannot be used")
                .where(setting)
                .why("it is refused with " + why.code().id())
                .fix("see the worker's log, and replace the model");
    }
}

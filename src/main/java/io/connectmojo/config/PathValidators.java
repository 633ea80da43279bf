package io.connectmojo.config;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.row.match.FieldPath;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Checks of paths that lead to what has fields itself. */
final class PathValidators {
    private PathValidators() {}

    /** A path of fields: metadata has none that are found by name. */
    static Validator parent() {
        return new Validators.Checked(
                (name, text) -> FieldPath.parse(name, text).isMetadata()
                        ? Validators.wrong(
                                ConfigError.BAD_FIELD_PATH,
                                name,
                                "'" + text + "' is metadata",
                                "name a field of the record, or put a name that begins with $ in backticks")
                        : null,
                "field path, e.g. after");
    }
}

package io.connectmojo.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The table of the predicate's settings, as {@link Setting} is of the transform's; {@link FieldMatchesConfig} reads them. */
enum PredicateSetting {
    FIELD(
            "field",
            SettingKind.text(null, Validators.fieldPath()),
            HIGH,
            Width.MEDIUM,
            "Field",
            "Path of the field, with dots between the steps and backticks around a name that holds dots. A path that begins with <code>$</code> reads the record's key, topic, partition, timestamp or a header. Set exactly one of <code>field</code> and <code>header</code>.",
            "after.prediction_band"),
    HEADER(
            "header",
            SettingKind.text(null, Validators.notBlank()),
            HIGH,
            Width.MEDIUM,
            "Header",
            "Name of the header; when a record has several of that name, the last one counts.",
            "mojo.prediction_band"),
    VALUES(
            "values",
            SettingKind.text(null, Validators.names("high,medium")),
            HIGH,
            LONG,
            "Values",
            "The value must be one of these: a text to the letter, <code>true</code> or <code>false</code>, or a number.",
            "high,medium"),
    MIN(
            "min",
            SettingKind.text(null, DecisionValidators.number()),
            MEDIUM,
            SHORT,
            "Minimum",
            "The value must be a number that is not below this one.",
            "0.8"),
    MAX(
            "max",
            SettingKind.text(null, DecisionValidators.number()),
            MEDIUM,
            SHORT,
            "Maximum",
            "The value must be a number that is not above this one.",
            "0.95");

    private final String key;
    private final SettingKind kind;
    private final Importance importance;
    private final Width width;
    private final String display;
    private final String doc;
    private final String example;

    PredicateSetting(
            String key,
            SettingKind kind,
            Importance importance,
            Width width,
            String display,
            String doc,
            String example) {
        this.key = key;
        this.kind = kind;
        this.importance = importance;
        this.width = width;
        this.display = display;
        this.doc = doc;
        this.example = example;
    }

    /** The setting's name behind {@code predicates.<name>.}. */
    String key() {
        return key;
    }

    SettingKind kind() {
        return kind;
    }

    Importance importance() {
        return importance;
    }

    Width width() {
        return width;
    }

    String display() {
        return display;
    }

    String documentation() {
        return doc + " Example: <code>" + example + "</code>.";
    }
}

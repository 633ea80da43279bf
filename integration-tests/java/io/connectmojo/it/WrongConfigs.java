package io.connectmojo.it;

import java.util.List;
import java.util.Map;

/** Mistakes in a connector that scores with the alias {@code score}, as changes of a right configuration. */
final class WrongConfigs {
    static final List<Map<String, String>> ALL = List.of(
            score("model.path", "models/iris.zip"),
            score("model.path", ""),
            score("model.path", "https://example.com/iris.zip"),
            score("model.class", "com.example.Gbm"),
            score("model.name", " "),
            score("model.sha256", "abc"),
            score("model.reload.interval.ms", "10"),
            score("model.reload.interval.ms", "soon"),
            score("model.engine", "fast"),
            score("input.format", "xml"),
            score("input.format", "delimited"),
            Map.of(
                    "transforms.score.input.format", "delimited",
                    "transforms.score.input.delimited.columns", "a,b",
                    "transforms.score.output.layout", "nested"),
            score("input.delimited.separator", "::"),
            score("input.match", "fuzzy"),
            score("input.fields", "sepal_length"),
            score("input.fields", "sepal_length:`open"),
            score("input.fields", "sepal_length:a,sepal_length:b"),
            score("input.types", "sepal_length:integer"),
            score("input.types", "sepal_length:time(QQQQQQQ)"),
            score("input.defaults", "sepal_length"),
            score("input.vector.field", "a..b"),
            score("input.missing.columns", "ignore"),
            score("replace.null.with.default", "maybe"),
            score("output.field", " "),
            score("output.type", "int33"),
            score("output.include", "probability"),
            score("output.include", "model,model"),
            score("output.contributions.top", "-1"),
            score("output.threshold", "NaN"),
            score("on.error", "ignore"),
            score("type", "io.connectmojo.MojoScorer$Header"),
            score("type", "org.apache.kafka.connect.storage.StringConverter"),
            Map.of("errors.tolerance", "most"),
            json("value"),
            json("key"),
            json("header"),
            Map.of("transforms", "score, score"),
            Map.of(
                    "transforms",
                    "score, cast",
                    "transforms.cast.type",
                    "org.apache.kafka.connect.transforms.Cast$Value"),
            Map.of(
                    "transforms.score.output.type",
                    "int33",
                    "transforms.score.on.error",
                    "ignore",
                    "tasks.max",
                    "none"));

    private WrongConfigs() {}

    /** A converter with a setting that it does not take. */
    private static Map<String, String> json(String part) {
        return Map.of(
                part + ".converter", "org.apache.kafka.connect.json.JsonConverter",
                part + ".converter.schemas.enable", "maybe");
    }

    private static Map<String, String> score(String key, String value) {
        return Map.of("transforms.score." + key, value);
    }
}

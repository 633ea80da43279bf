package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelDetails;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a report is made of.
 *
 * @param name of the model
 * @param bytes size of its file
 * @param h2oVersion the release that made it, and its MOJO format; empty for none
 * @param details what H2O wrote into modelDetails.json; missing for slim and for old MOJOs
 * @param profile of its data, from a file or made for the report
 * @param fresh predictions and outcomes of rows that were given
 */
public record ModelPaper(
        String name,
        long bytes,
        String h2oVersion,
        Model model,
        List<ModelDetails.Importance> importances,
        JsonNode details,
        Optional<Profile> profile,
        Optional<FreshRows> fresh) {

    private static final Map<String, String> FRAMES = Map.of(
            "training_metrics",
            "training",
            "validation_metrics",
            "validation",
            "cross_validation_metrics",
            "cross-validation");

    PredictionShape shape() {
        return Scorers.shapeOf(model);
    }

    JsonNode output() {
        return details.path("output");
    }

    /** By frame, what H2O measured on it, in the order of training, validation, cross-validation. */
    Map<String, JsonNode> metrics() {
        Map<String, JsonNode> frames = new LinkedHashMap<>();
        for (String key : List.of("training_metrics", "validation_metrics", "cross_validation_metrics")) {
            if (output().path(key).isObject()) {
                frames.put(FRAMES.get(key), output().get(key));
            }
        }
        return frames;
    }

    /** The frame from whose metrics H2O takes the model's own threshold: validation where there is one, else training. */
    Optional<String> decidingFrame() {
        Map<String, JsonNode> frames = metrics();
        return frames.containsKey("validation")
                ? Optional.of("validation")
                : frames.keySet().stream().findFirst();
    }

    /** Parameters that are not H2O's defaults: name, actual value, default. */
    List<List<String>> parameters() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode parameter : details.path("parameters")) {
            JsonNode actual = parameter.path("actual_value");
            if (!actual.equals(parameter.path("default_value"))
                    && !Figures.of(actual).isEmpty()) {
                rows.add(List.of(
                        parameter.path("name").asText(),
                        Figures.of(actual),
                        Figures.of(parameter.path("default_value"))));
            }
        }
        return rows;
    }

    /** Facts about the model itself: what, value. */
    List<List<String>> origin() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("algorithm", model.algorithm()));
        rows.add(List.of("category", shape().category().toString()));
        if (!h2oVersion.isEmpty()) {
            rows.add(List.of("made by", h2oVersion));
        }
        rows.add(List.of("SHA-256", model.digest()));
        rows.add(List.of("size", bytes + " bytes"));
        if (model.genModel().isSupervised() && model.genModel().getResponseName() != null) {
            rows.add(List.of("response", model.genModel().getResponseName()));
        }
        if (!shape().classes().isEmpty()) {
            rows.add(List.of("classes", shape().classes().size() + ": " + String.join(", ", shape().classes())));
        }
        if (!Double.isNaN(shape().labelThreshold())) {
            rows.add(List.of("threshold", Double.toString(shape().labelThreshold())));
        }
        model.offsetColumn().ifPresent(offset -> rows.add(List.of("offset", offset)));
        rows.add(List.of("columns", Integer.toString(model.columns().size())));
        rows.add(
                List.of("engine", Scorers.best(model, java.util.Set.of(), false).why()));
        return rows;
    }
}

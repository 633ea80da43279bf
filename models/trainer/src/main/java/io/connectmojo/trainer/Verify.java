package io.connectmojo.trainer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.TreeBackedMojoModel;
import hex.genmodel.easy.prediction.AbstractPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores every folder with genmodel and writes into its about.json how far genmodel lies from expected.csv. Arguments
 * as those of {@link Train}.
 */
public final class Verify {

    private final Path folder;
    private final JsonObject about;
    private final Map<String, Agreement> agreements = new LinkedHashMap<>();

    private Verify(Path folder) throws IOException {
        this.folder = folder;
        about = JsonParser.parseString(Files.readString(folder.resolve("about.json"))).getAsJsonObject();
        for (String part : List.of("clean_rows", "na_rows", "unknown_level_rows", "contributions", "leaf_path",
                "leaf_id", "staged", "reconstruction_mse")) {
            agreements.put(part, new Agreement());
        }
    }

    public static void main(String[] arguments) throws Exception {
        Places places = Places.of(arguments[0]);
        if (arguments[1].equals("all")) {
            Handmade.all(places);
        }
        List<Overview.Entry> entries = new ArrayList<>();
        for (Path folder : places.all()) {
            if (Train.wanted(arguments[1], folder.getFileName().toString())) {
                Verify verify = new Verify(folder);
                verify.run();
                entries.add(new Overview.Entry(places.name(folder), folder, verify.about, verify.agreements));
                System.err.println(places.name(folder) + ": " + verify.agreements.get("clean_rows").text());
            }
        }
        if (arguments[1].equals("all")) {
            Overview.write(places.readme(), entries);
        }
    }

    private void run() throws IOException {
        MojoModel model = MojoModel.load(folder.resolve("model.zip").toString(), true);
        List<List<String>> input = Csv.read(folder.resolve("input.csv"));
        List<List<String>> expected = Csv.read(folder.resolve("expected.csv"));
        Scorer plain = new Scorer(model, about, input.get(0), false, false, false);
        for (int row = 1; row < input.size(); row++) {
            predictions(plain, row - 1, input.get(row), expected.get(0), expected.get(row));
        }
        for (String name : List.of("contributions", "leaf_path", "leaf_id", "staged", "reconstruction_mse")) {
            if (has(name)) {
                extra(model, name, input, Csv.read(folder.resolve(name + ".csv")));
            }
        }
        note();
    }

    private boolean has(String name) {
        return Files.exists(folder.resolve(name + ".csv"));
    }

    private void predictions(Scorer scorer, int number, List<String> cells, List<String> header, List<String> expected) {
        String part = holds("na_rows", number) ? "na_rows" : holds("unknown_level_rows", number) ? "unknown_level_rows" : "clean_rows";
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            // The cluster's target encoder repeats the columns of the row; genmodel answers the encodings alone.
            if (!about.get("category").getAsString().equals("TargetEncoder") || header.get(i).endsWith("_te")) {
                wanted.add(expected.get(i));
            }
        }
        try {
            List<String> answer = Scorer.cells(scorer.predict(cells));
            if (answer.isEmpty()) {
                wanted.removeIf(String::isEmpty);
            }
            agreements.get(part).add(wanted, answer);
        } catch (Exception | AssertionError failure) {
            agreements.get(part).failed(failure);
        }
    }

    private boolean holds(String list, int number) {
        JsonArray numbers = about.getAsJsonArray(list);
        for (JsonElement element : numbers) {
            if (element.getAsInt() == number) {
                return true;
            }
        }
        return false;
    }

    private void extra(MojoModel model, String name, List<List<String>> input, List<List<String>> expected)
            throws IOException {
        Scorer scorer = new Scorer(model, about, input.get(0), name.equals("contributions"),
                name.startsWith("leaf") && model instanceof TreeBackedMojoModel,
                name.equals("staged") && model instanceof SharedTreeMojoModel);
        for (int row = 1; row < input.size(); row++) {
            try {
                List<String> answer = answer(model, scorer.predict(input.get(row)), name, expected.get(0));
                if (answer != null) {
                    agreements.get(name).add(expected.get(row), answer);
                }
            } catch (Exception | AssertionError failure) {
                agreements.get(name).failed(failure);
            }
        }
    }

    private static List<String> answer(MojoModel model, AbstractPrediction prediction, String name, List<String> header)
            throws ReflectiveOperationException {
        if (prediction instanceof AutoEncoderModelPrediction p) {
            return List.of(Double.isNaN(p.mse) ? "" : Double.toString(p.mse));
        }
        // Binomial, regression and anomaly predictions carry the same fields without sharing a type for them.
        String field = switch (name) {
            case "contributions" -> "contributions";
            case "leaf_path" -> "leafNodeAssignments";
            case "leaf_id" -> "leafNodeAssignmentIds";
            default -> "stageProbabilities";
        };
        Object values;
        try {
            values = prediction.getClass().getField(field).get(prediction);
        } catch (NoSuchFieldException absent) {
            return null;
        }
        if (values == null) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < java.lang.reflect.Array.getLength(values); i++) {
            Object value = java.lang.reflect.Array.get(values, i);
            cells.add(value instanceof Number number ? Double.toString(number.doubleValue()) : String.valueOf(value));
        }
        if (!name.startsWith("leaf")) {
            return cells;
        }
        // genmodel counts leaves class by class, the cluster tree by tree.
        if (!(model instanceof SharedTreeMojoModel trees)) {
            return cells;
        }
        List<String> names = Arrays.asList(trees.getDecisionPathNames());
        List<String> ordered = new ArrayList<>();
        for (String column : header) {
            int at = names.indexOf(column);
            ordered.add(cells.get(at < 0 ? names.indexOf(column + ".C1") : at));
        }
        return ordered;
    }

    private void note() throws IOException {
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("with", "h2o-genmodel 3.46.0.12, unknown levels as missing, missing cells as NaN, offsets passed");
        agreements.forEach((part, agreement) -> {
            if (!agreement.empty()) {
                measured.put(part, agreement.json());
            }
        });
        about.remove("genmodel_agreement");
        about.add("genmodel_agreement", About.JSON.toJsonTree(measured));
        Files.writeString(folder.resolve("about.json"), About.JSON.toJson(about) + "\n");
    }
}

package io.connectmojo.trainer;

import hex.Model;
import hex.deeplearning.DeepLearningModel;
import hex.word2vec.Word2VecModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import water.Key;
import water.fvec.Frame;
import water.fvec.Vec;

/** Trains one recipe and writes its folder: the MOJO, the rows to score, and what the cluster made of them. */
final class Folder {

    private final Path path;
    private final Map<String, String> unavailable = new LinkedHashMap<>();
    private final List<String> files = new ArrayList<>();

    private Folder(Path path) {
        this.path = path;
    }

    /** Returns a line for the log. */
    static String write(Places places, Recipe recipe) throws Exception {
        return new Folder(places.folder(recipe.folder())).fill(recipe);
    }

    private String fill(Recipe recipe) throws Exception {
        Frame train = Cluster.frame(recipe.name() + ".train", recipe.train());
        Model<?, ?, ?> model = recipe.fit().on(train);
        if (!model.haveMojo()) {
            throw new IllegalStateException("no MOJO for " + model._parms.fullName());
        }
        empty();
        try (OutputStream zip = Files.newOutputStream(path.resolve("model.zip"))) {
            Releases.write(model.getMojo(), zip);
        }
        Frame input = Cluster.frame(recipe.name() + ".rows", recipe.score().table());
        save("input.csv", input, true);
        Frame expected = model instanceof Word2VecModel words
                ? words.transform(input.vec(0), Word2VecModel.AggregateMethod.NONE)
                : model.score(input);
        if (expected.numRows() != input.numRows()) {
            throw new IllegalStateException(expected.numRows() + " answers for " + input.numRows() + " rows");
        }
        files.add("expected.csv");
        save("expected.csv", expected, false);
        if (Releases.since(3, 28)) {
            extras(model, input);
        }
        About.write(path.resolve("about.json"), recipe, model, train, input, expected.names(), files, unavailable);
        Extras.write(path, recipe);
        PojoSet.write(path, recipe, model);
        return "%s: %s, %d rows, %d bytes".formatted(
                recipe.folder(), model._output.getModelCategory(), input.numRows(), Files.size(path.resolve("model.zip")));
    }

    private void empty() throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> old = Files.list(path)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }

    private void extras(Model<?, ?, ?> model, Frame input) throws IOException {
        if (model instanceof Model.Contributions shap) {
            attempt("contributions", () -> shap.scoreContributions(input, Key.make()));
        }
        if (model instanceof Model.LeafNodeAssignment leaves) {
            attempt("leaf_path", () -> leaves.scoreLeafNodeAssignment(
                    input, Model.LeafNodeAssignment.LeafNodeAssignmentType.Path, Key.make()));
            attempt("leaf_id", () -> leaves.scoreLeafNodeAssignment(
                    input, Model.LeafNodeAssignment.LeafNodeAssignmentType.Node_ID, Key.make()));
        }
        if (model instanceof Model.StagedPredictions stages) {
            attempt("staged", () -> stages.scoreStagedPredictions(input, Key.make()));
        }
        if (model instanceof DeepLearningModel deep && deep._parms._autoencoder) {
            attempt("reconstruction_mse", () -> deep.scoreAutoEncoder(input, Key.make(), false));
        }
    }

    private interface Scoring {
        Frame run();
    }

    /** Some models carry the interface and still refuse; what they say goes into about.json. */
    private void attempt(String what, Scoring scoring) throws IOException {
        Frame answers;
        try {
            answers = scoring.run();
        } catch (RuntimeException refusal) {
            String text = String.valueOf(refusal.getMessage());
            unavailable.put(what, text.lines().findFirst().orElse(""));
            return;
        }
        if (answers == null) {
            unavailable.put(what, "the cluster answers nothing");
            return;
        }
        files.add(what + ".csv");
        save(what + ".csv", answers, false);
    }

    private void save(String file, Frame frame, boolean shortNumbers) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (long row = 0; row < frame.numRows(); row++) {
            List<String> cells = new ArrayList<>();
            for (Vec vec : frame.vecs()) {
                cells.add(Cluster.cell(vec, row, shortNumbers));
            }
            rows.add(cells);
        }
        Csv.write(path.resolve(file), List.of(frame.names()), rows);
    }
}

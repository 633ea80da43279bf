package io.connectmojo.trainer;

import com.google.gson.GsonBuilder;
import hex.Model;
import hex.deeplearning.DeepLearningModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import water.Key;
import water.fvec.Frame;
import water.fvec.Vec;
import water.parser.BufferedString;

/** Writes a model, the rows and what H2O's cluster says about them. */
final class CaseFolder {
    private final Path folder;
    private final ModelCase modelCase;
    private final Model<?, ?, ?> model;
    private final Frame rows;
    private final List<String> files = new ArrayList<>();

    private CaseFolder(Path folder, ModelCase modelCase, Model<?, ?, ?> model, Frame rows) {
        this.folder = folder;
        this.modelCase = modelCase;
        this.model = model;
        this.rows = rows;
    }

    static void write(Path models, ModelCase modelCase, Model<?, ?, ?> model) throws IOException {
        Path folder = Files.createDirectories(models.resolve(modelCase.folder()));
        CaseFolder writer = new CaseFolder(folder, modelCase, model, H2oCluster.frame(modelCase.scoring()));
        writer.writeModel();
        writer.writeFrame("input.csv", writer.rows);
        writer.scores();
        for (Map.Entry<String, String> file : modelCase.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                folder.resolve("about.json"),
                new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(writer.about()) + "\n");
    }

    private void writeModel() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.zip"))) {
            model.getMojo().writeTo(out);
        }
    }

    private void scores() throws IOException {
        if (model instanceof hex.word2vec.Word2VecModel words) {
            writeScored("expected.csv", words.transform(rows.vec(0), hex.word2vec.Word2VecModel.AggregateMethod.NONE));
            return;
        }
        if (model instanceof ai.h2o.targetencoding.TargetEncoderModel encoder) {
            writeScored("expected.csv", encoder.transform(rows));
            return;
        }
        writeScored("expected.csv", model.score(rows));
        optional("contributions.csv", () -> ((Model.Contributions) model).scoreContributions(rows, Key.make()));
        optional("leaf_path.csv", () -> ((Model.LeafNodeAssignment) model)
                .scoreLeafNodeAssignment(rows, Model.LeafNodeAssignment.LeafNodeAssignmentType.Path, Key.make()));
        optional("leaf_id.csv", () -> ((Model.LeafNodeAssignment) model)
                .scoreLeafNodeAssignment(rows, Model.LeafNodeAssignment.LeafNodeAssignmentType.Node_ID, Key.make()));
        optional("staged.csv", () -> ((Model.StagedPredictions) model).scoreStagedPredictions(rows, Key.make()));
        if (model instanceof DeepLearningModel deep && model._output.getModelCategory() == hex.ModelCategory.AutoEncoder) {
            optional("reconstruction_mse.csv", () -> deep.scoreAutoEncoder(rows, Key.make(), false));
        }
    }

    private interface Scoring {
        Frame frame();
    }

    /** Writes what this kind of model can give; H2O says what it cannot by refusing. */
    private void optional(String file, Scoring scoring) throws IOException {
        Frame frame;
        try {
            frame = scoring.frame();
        } catch (RuntimeException notGiven) {
            return;
        }
        if (frame != null) {
            writeScored(file, frame);
        }
    }

    private void writeScored(String file, Frame frame) throws IOException {
        files.add(file);
        writeFrame(file, frame);
    }

    private void writeFrame(String file, Frame frame) throws IOException {
        StringBuilder csv = new StringBuilder();
        Table.line(csv, frame.names());
        BufferedString text = new BufferedString();
        for (long r = 0; r < frame.numRows(); r++) {
            String[] cells = new String[frame.numCols()];
            for (int c = 0; c < cells.length; c++) {
                Vec vec = frame.vec(c);
                cells[c] = vec.isNA(r) ? "" : cell(vec, r, text);
            }
            Table.line(csv, cells);
        }
        Files.writeString(folder.resolve(file), csv);
    }

    private static String cell(Vec vec, long row, BufferedString text) {
        if (vec.isCategorical()) {
            int level = (int) vec.at8(row);
            return level < vec.domain().length ? vec.domain()[level] : Integer.toString(level); // quasibinomial has none
        }
        if (vec.isString()) {
            return vec.atStr(text, row).toString();
        }
        double value = vec.at(row);
        return vec.isInt() || vec.isTime() ? Long.toString((long) value) : Double.toString(value);
    }

    private Map<String, Object> about() {
        Model.Parameters parameters = model._parms;
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", folder.getFileName().toString());
        about.put("algo", parameters.algoName());
        about.put("algo_full", parameters.fullName());
        about.put("category", model._output.getModelCategory().name());
        about.put("response", modelCase.response());
        about.put("response_domain", domain(modelCase.response()));
        about.put("offset_column", parameters._offset_column);
        about.put("weights_column", parameters._weights_column);
        about.put("default_threshold", model._output.getModelCategory() == hex.ModelCategory.Binomial ? model.defaultThreshold() : null);
        List<Object> columns = new ArrayList<>();
        List<String> inModel = inputs();
        for (int i = 0; i < rows.numCols(); i++) {
            String name = rows.name(i);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", name);
            entry.put("type", rows.vec(i).get_type_str());
            entry.put("in_model", inModel.contains(name));
            if (rows.vec(i).isCategorical() && inModel.contains(name)) {
                entry.put("domain", trainingDomain(name));
            }
            columns.add(entry);
        }
        about.put("columns", columns);
        about.put("model_names", model._output._names);
        about.put("files", files);
        about.put("na_rows", modelCase.scoring().rowsWithMissing);
        about.put("unknown_level_rows", modelCase.scoring().rowsWithUnknown);
        about.put("note", modelCase.note());
        about.put("data", modelCase.data());
        about.put("train_rows", modelCase.training().rows.size());
        about.put("h2o_version", water.H2O.ABV.projectVersion());
        about.put("oracle", "in-cluster Model.score(Frame) of the trained model object, not genmodel");
        return about;
    }

    /** The columns that are scored: those of the model without the ones that have another part in training. */
    private List<String> inputs() {
        Model.Parameters p = model._parms;
        List<String> inputs = new ArrayList<>(Arrays.asList(
                model._output._origNames != null ? model._output._origNames : model._output._names));
        inputs.removeAll(Arrays.asList(
                modelCase.response(), p._offset_column, p._weights_column, p._fold_column, p._treatment_column, "start", "stop"));
        if (model instanceof hex.word2vec.Word2VecModel) {
            inputs.add(rows.name(0));
        }
        return inputs;
    }

    private String[] trainingDomain(String column) {
        boolean encoded = model._output._origNames != null;
        String[] names = encoded ? model._output._origNames : model._output._names;
        String[][] domains = encoded ? model._output._origDomains : model._output._domains;
        return domains[Arrays.asList(names).indexOf(column)];
    }

    private List<String> domain(String response) {
        int index = response == null ? -1 : Arrays.asList(model._output._names).indexOf(response);
        return index < 0 || model._output._domains[index] == null ? null : Arrays.asList(model._output._domains[index]);
    }
}

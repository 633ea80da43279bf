package io.connectmojo.problem;

/** What is wrong with a model file: fails the task at start, keeps the old model serving at reload. */
public enum ModelError implements ErrorCode {
    NOT_FOUND(
            "M001",
            "There is no readable file at model.path, or where model.profile says.",
            "Check the path, and that the worker's user may read the file."),
    NOT_ALLOWED(
            "M002", "The model is not in a folder that the operator allows.", "Put the model into an allowed folder."),
    NOT_A_FILE(
            "M003",
            "The model is not a regular file but a folder, a pipe or a device.",
            "Set the path of the MOJO zip itself."),
    NOT_WHOLE(
            "M004",
            "The file is not a whole zip archive.",
            "Copy the file again under another name, and rename it when it is complete."),
    CORRUPT(
            "M005",
            "The content of the zip archive does not match its checksums or headers.",
            "Export or copy the model again."),
    TOO_BIG(
            "M006",
            "The model exceeds a limit of the worker, or does not fit its memory.",
            "Raise the limit or the heap of the worker, or use a smaller model."),
    NOT_A_MOJO(
            "M007",
            "The file is no zip archive, or the archive is not an H2O-3 MOJO.",
            "Export the model with download_mojo() and set the path of that zip."),
    UNKNOWN_ALGORITHM(
            "M008",
            "The algorithm of this MOJO is unknown or no longer supported.",
            "Train the model with a supported algorithm."),
    NEWER_VERSION(
            "M009",
            "The format of the MOJO is newer than the formats that this plugin reads.",
            "Upgrade the plugin, or export the model with an older H2O."),
    INCONSISTENT("M010", "Parts of the model are missing or contradict each other.", "Export the model again."),
    DIGEST(
            "M011",
            "The SHA-256 of the file is not the expected one.",
            "Correct model.sha256, the .sha256 file or the model file."),
    PROBE(
            "M012",
            "The model cannot score a row of usual values.",
            "Score a row with H2O itself, and export the model again."),
    UNSUPPORTED(
            "M013",
            "H2O's scoring library gives wrong predictions for this kind of model.",
            "Train the model as the message says."),
    POJO(
            "M014",
            "model.class is not the name of a compiled H2O model.",
            "Set the name of a subclass of hex.genmodel.GenModel in a jar of the plugin's folder."),
    PART_MISSING(
            "M016", "A tree, a list of levels or a sub-model is missing from the archive.", "Export the model again."),
    BROKEN_TREE(
            "M017",
            "A tree of the model has a cycle, is not complete or refers to a column that does not exist.",
            "Export the model again."),
    SUB_MODELS(
            "M018",
            "A sub-model contains itself, two sub-models share a folder, or the nesting is too deep.",
            "Export the model again, with a smaller depth of nesting."),
    TOO_SLOW(
            "M019",
            "The model did not score its probe rows within 10 seconds.",
            "Use a smaller model, or a worker with more free CPU."),
    OPERATOR_SETTING(
            "M020",
            "A worker setting for models is malformed.",
            "Correct the system property or environment variable on the worker."),
    NO_ANSWER(
            "M021",
            "The file system of the model does not answer: the plugin has read nothing for 30 seconds.",
            "Repair the file system or mount, then restart the failed tasks. Restart the worker if old reads never end."),
    FOLDER(
            "M022",
            "The folder at model.path has no version with a model, or its MLmodel file names no MOJO inside of it.",
            "Put one zip into each version's folder, such as 1/model.zip, or save the model with H2O's MLflow flavour."),
    NOT_A_SUCCESSOR(
            "M030",
            "The new model has another category or other outputs than the serving one, or needs columns that the records do not have.",
            "Restart the connector to use the new model, or replace the file."),
    SHIFT(
            "M031",
            "The predictions of the new model differ from those of the serving one by more than model.max.shift, or cannot be compared.",
            "Look at the new model. If it is right, restart the connector to use it."),
    BESIDE(
            "M032",
            "The challenger has another category than the transform's own model, or answers records and has other outputs.",
            "Use a challenger with the same category and outputs, or remove it."),
    TOPIC(
            "M040",
            "The topic of the model cannot be read: it does not exist, the brokers do not answer, or they refuse the worker.",
            "Do what the message says; the worker keeps trying, and failed tasks can be restarted."),
    TOPIC_NOT_ALLOWED(
            "M041", "The topic is not among those that the operator allows.", "Use an allowed topic, or add this one."),
    ANNOUNCEMENT("M042", "The last announcement of the model is malformed.", "Publish the model with mojo publish."),
    PIECES(
            "M043",
            "The pieces of the announced model are missing, or are not those that were announced.",
            "Publish the model again. Check that the topic with the pieces keeps its records without a limit."),
    NOT_ANNOUNCED(
            "M044",
            "The topic has no model of this name: it was never published, or it is withdrawn.",
            "Publish the model, or correct model.kafka.name."),
    PROFILE(
            "M050",
            "The model's profile is not a whole, well-formed profile within its limits, or does not fit the model's columns.",
            "Make the profile again with mojo profile, or set model.profile=none."),
    PROFILE_OF_ANOTHER(
            "M051",
            "The profile tells the SHA-256 of another model.",
            "Put the model and its own profile there, or set model.profile=none."),
    GOLDEN(
            "M052",
            "The model does not predict on this worker, bit for bit, what its profile says of the golden rows.",
            "Check that model and profile belong together, and make the profile again with mojo profile."),
    SIGNATURE(
            "M060",
            "The worker asks for signed models, and this one has no valid signature by a trusted key.",
            "Sign the model with mojo sign. Its public key must be in the worker's folder of keys."),
    OTHER_OUTPUTS(
            "M070",
            "A model for single records (placeholders in model.path) has other output fields than the models before it.",
            "Give all models the same category and output fields, or set output.layout=nested."),
    BUDGET(
            "M071",
            "A model for single records is larger than all of them may be together on this worker.",
            "Raise io.connectmojo.fleet.max.bytes on the worker, or use a smaller model.");

    private final Entry entry;

    ModelError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

package io.connectmojo.problem;

/** What is wrong with a model file: fails the task at start, keeps the old model serving at reload. */
public enum ModelError implements ErrorCode {
    NOT_FOUND(
            "M001",
            "There is no readable file at model.path.",
            "Check the path and the permissions of the worker's user."),
    NOT_ALLOWED(
            "M002", "The operator allows models only from certain folders.", "Put the model into an allowed folder."),
    NOT_A_FILE("M003", "model.path names something that is not a regular file.", "Name the MOJO zip itself."),
    NOT_WHOLE(
            "M004",
            "The file is not a whole zip archive.",
            "Copy the file again and rename it into place when it is complete."),
    CORRUPT(
            "M005",
            "The content of the archive does not agree with its checksums or headers.",
            "Export or copy the model again."),
    TOO_BIG("M006", "The model exceeds a cap of the operator.", "Raise the cap on the worker, or use a smaller model."),
    NOT_A_MOJO("M007", "The archive holds no H2O-3 MOJO.", "Export the model with download_mojo() and name that zip."),
    UNKNOWN_ALGORITHM(
            "M008",
            "No known algorithm of H2O made this MOJO, or it was discontinued.",
            "Train the model with a supported algorithm."),
    NEWER_VERSION(
            "M009",
            "The MOJO was written in a newer format than this plugin reads.",
            "Upgrade the plugin, or export from an older H2O."),
    INCONSISTENT("M010", "Parts of the model are missing or contradict each other.", "Export the model again."),
    DIGEST("M011", "The SHA-256 of the file is not the one that was asked for.", "Correct model.sha256 or the file."),
    PROBE("M012", "The model cannot score a row of middle values.", "Check the model with H2O; it may be unusable."),
    UNSUPPORTED(
            "M013",
            "H2O's scoring library gives wrong answers for this kind of model.",
            "Train the model as the message says."),
    POJO(
            "M014",
            "model.class does not name a compiled H2O model.",
            "Name a subclass of hex.genmodel.GenModel in a jar of the plugin's folder."),
    PART_MISSING(
            "M016", "A tree, a list of levels or a sub-model is missing from the archive.", "Export the model again."),
    BROKEN_TREE(
            "M017",
            "A tree of the model loops, ends early or asks for a column that is not there.",
            "Export the model again."),
    SUB_MODELS(
            "M018",
            "The sub-models contain themselves, share a folder or are nested too deeply.",
            "Export the model again, with fewer models inside one another."),
    TOO_SLOW(
            "M019",
            "Reading or trying the model took longer than its time limit.",
            "Use a smaller model or a faster disk."),
    OPERATOR_SETTING(
            "M020",
            "A setting of the worker for models is malformed.",
            "Correct the system property or environment variable on the worker."),
    NOT_A_SUCCESSOR(
            "M030",
            "The new model would change the outputs that a running task has promised, or needs columns that its records lack.",
            "Restart the connector with the new model, or correct the model.");

    private final Entry entry;

    ModelError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

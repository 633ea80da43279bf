package io.connectmojo.cli.doctor;

/** What can be wrong with an installation; each row stands on the page about the command. */
public enum Fault {
    NO_FOLDER(
            "no-folder",
            "A folder of plugin.path does not exist, or cannot be listed.",
            "Correct plugin.path of the worker, or the rights of the folder."),
    NOT_INSTALLED(
            "not-installed",
            "No folder of plugin.path has the plugin.",
            "Unzip the plugin's archive into a folder of plugin.path, and restart the worker."),
    NOT_UNZIPPED(
            "not-unzipped",
            "The plugin's archive lies in plugin.path as it was downloaded. Connect takes a zip there for a jar.",
            "Unzip it there, and remove the zip."),
    LOOSE_JAR(
            "loose-jar",
            "A jar of the plugin lies in plugin.path without a folder, or plugin.path names the plugin's own folder. Connect loads such a jar without the others.",
            "Keep the archive's folder as it is, and let plugin.path name the folder above it."),
    TOO_DEEP(
            "too-deep",
            "The plugin's folder is not directly in plugin.path, but in a folder that has jars of others. Connect loads all of them as one plugin.",
            "Move the plugin's folder up, directly into plugin.path."),
    TWO_COPIES(
            "two-copies",
            "plugin.path has the same version of the plugin more than once. Which copy the worker takes is not certain.",
            "Remove all copies but one, and restart the worker."),
    JAR_MISSING("jar-missing", "The plugin's folder has not all of its jars.", "Unzip the archive again."),
    NO_MANIFEST(
            "no-manifest",
            "The plugin's jar was packed again without its service manifest. plugin.discovery=service_load finds plugins by it alone.",
            "Use the archive as it is released, or set plugin.discovery=hybrid_warn."),
    OLD_JAVA("old-java", "The worker's Java is older than 17.", "Run the worker on Java 17 or newer."),
    ENCODING(
            "encoding",
            "A worker that starts here on Java 17 does not read and write files as UTF-8.",
            "Set LC_ALL=C.UTF-8 for the worker, or add -Dfile.encoding=UTF-8 to KAFKA_OPTS."),
    NO_ANSWER(
            "no-answer",
            "The worker's REST interface does not answer, or is not that of Kafka Connect.",
            "Check the address, and that the worker runs: its log says why it does not."),
    OLD_WORKER("old-worker", "The worker is older than Kafka 3.7.", "Use a worker of Kafka 3.7 or newer."),
    NOT_LISTED(
            "not-listed",
            "The worker runs without the plugin.",
            "Check plugin.path of this worker, restart it, and look for MojoScorer in its log."),
    OTHER_VERSION(
            "other-version",
            "The worker runs another version of the plugin than the one that is installed, or than this command.",
            "Restart the worker, remove old copies, and use the command of the same version."),
    NOT_UTF8("not-utf-8", "The connector's file is not written in UTF-8.", "Save it as UTF-8."),
    SETTING("setting", "The worker refuses a setting of the connector.", "Do what the message says."),
    TEXT_VALUES(
            "text-values",
            "The transform gets text, and input.format=connect takes records with fields.",
            "Set input.format to json or delimited, or use a converter that makes records with fields, such as JsonConverter."),
    NO_TEXT(
            "no-text",
            "The transform gets records with fields, and input.format takes text.",
            "Remove input.format, or set the converter to StringConverter."),
    MODEL_UNREADABLE(
            "model-unreadable",
            "The worker's user may not read the model, or a folder on its path.",
            "Give the user the right to read the file and to enter its folders."),
    MODEL_NOT_ALLOWED(
            "model-not-allowed",
            "The operator's list of folders for models does not have the model's folder.",
            "Put the model into an allowed folder, or add its folder to io.connectmojo.model.paths."),
    MODEL_IN_PLUGIN_PATH(
            "model-in-plugin-path",
            "The model lies below plugin.path. Connect takes each zip there for a jar of a plugin.",
            "Move the model to a folder outside of plugin.path."),
    MODEL("model", "The model cannot be used.", "Do what the message says.");

    private final String id;
    private final String cause;
    private final String fix;

    Fault(String id, String cause, String fix) {
        this.id = id;
        this.cause = cause;
        this.fix = fix;
    }

    public String id() {
        return id;
    }

    public String cause() {
        return cause;
    }

    public String fix() {
        return fix;
    }
}

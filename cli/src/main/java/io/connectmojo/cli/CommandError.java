package io.connectmojo.cli;

import io.connectmojo.problem.ErrorCode;

/** Problems that only the command line has; a worker never tells them. */
enum CommandError implements ErrorCode {
    NOT_A_CONNECTOR(
            "C101",
            "The file of --config cannot be read as a connector's JSON or properties.",
            "Use the file that you give to the worker."),
    NO_TRANSFORM(
            "C102",
            "The connector has no MojoScorer among its transforms.",
            "Add a MojoScorer; mojo init writes an example."),
    UNKNOWN_ALIAS(
            "C103",
            "--transform is not the alias of a MojoScorer, or is missing when the connector has several.",
            "Use an alias that the message lists."),
    UNREADABLE(
            "D101",
            "The input, or the sample, cannot be read or has no record.",
            "Use a readable file with records, or - for standard input."),
    LINE_TOO_LONG("D102", "A line of the input is longer than --max-line.", "Split the record, or raise --max-line."),
    NOT_CSV(
            "D103",
            "A line of the CSV input does not have the cells of its header.",
            "Correct the line or the header."),
    NOT_CONVERTED(
            "D104",
            "The connector's converter refuses a line, or a line of the sample is not a JSON object.",
            "Correct the line, or the converter's settings."),
    NOT_WRITABLE(
            "D105",
            "The output cannot be written.",
            "Use a file in a folder that you may write to, on a disk with free space."),
    KEY(
            "C110",
            "A key or a signature cannot be read, or the key is of another kind than those that sign models.",
            "Give a key in PEM on curve P-256, P-384 or P-521."),
    CLIENT_CONFIG(
            "C120",
            "--client-config cannot be read, or Kafka's clients refuse a setting.",
            "Use a properties file such as Kafka's own commands take."),
    OUTPUTS_DIFFER(
            "M120",
            "The outputs of the model differ from those of the last version.",
            "Publish it under another name, or with --force when every connector can take it."),
    KAFKA("D120", "The brokers do not answer, refuse the user, or do not have the topic.", "Do what the message says."),
    NO_SUCH_MODEL(
            "D121",
            "The topic announces no model of that name, or has no such version of it.",
            "Use a name and a version that mojo models list and mojo models show print."),
    TOPIC_POLICY(
            "D122",
            "A topic would lose models: its cleanup policy or retention is not as it must be.",
            "Change the topic as the message says, or publish with --force."),
    INTERNAL("I101", "The command itself failed.", "Run it again with --verbose and report what it prints.");

    private final Entry entry;

    CommandError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

package io.connectmojo.cli;

import io.connectmojo.problem.ErrorCode;

/** Problems that only the command line has; a worker never tells them. */
enum CommandError implements ErrorCode {
    NOT_A_CONNECTOR(
            "C101",
            "The file of --config cannot be read as a connector's JSON or properties.",
            "Name the file that is given to the worker."),
    NO_TRANSFORM(
            "C102", "The connector has no MojoScorer among its transforms.", "Add one; mojo init writes an example."),
    UNKNOWN_ALIAS(
            "C103",
            "--transform names no transform that scores, or is missing where several do.",
            "Use an alias that the message lists."),
    UNREADABLE(
            "D101",
            "The input, or the sample, cannot be read or has no record.",
            "Name a readable file with records, or - for standard input."),
    LINE_TOO_LONG("D102", "A line of the input is longer than --max-line.", "Split the record, or raise the limit."),
    NOT_CSV("D103", "A line of the CSV input does not fit its header.", "Correct the line or the header."),
    NOT_CONVERTED(
            "D104",
            "The connector's converter refuses a line, or a line of the sample is no JSON object.",
            "Correct the line, or the converter's settings."),
    NOT_WRITABLE("D105", "The output cannot be written.", "Name a file in a folder that you may write to."),
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

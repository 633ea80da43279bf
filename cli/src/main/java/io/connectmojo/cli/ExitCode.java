package io.connectmojo.cli;

import io.connectmojo.problem.ErrorCode;

/** What the process tells the shell. */
enum ExitCode {
    OK(0, "success"),
    DATA(
            1,
            "some records cannot be scored or are not verified, the new model may not take over, the input cannot be read, or the output cannot be written"),
    USAGE(2, "the command line is wrong"),
    MODEL(3, "the model cannot be used"),
    CONFIG(4, "the connector's configuration or the installation is wrong"),
    INTERNAL(5, "an internal error of the command");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    /** What a problem amounts to, by the letter of its code. */
    static ExitCode of(ErrorCode code) {
        return switch (code.id().charAt(0)) {
            case 'C' -> CONFIG;
            case 'M' -> MODEL;
            case 'D' -> DATA;
            default -> INTERNAL;
        };
    }
}

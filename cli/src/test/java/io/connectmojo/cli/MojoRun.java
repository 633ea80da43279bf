package io.connectmojo.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command in this JVM, with nobody at a terminal: what it printed, said and told the shell. */
public record MojoRun(int exit, String out, String err) {
    /** Runs the command on no input. */
    public static MojoRun of(Object... args) {
        return reading("", args);
    }

    /** Runs the command with that text on its standard input. */
    public static MojoRun reading(String input, Object... args) {
        return reading(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
    }

    static MojoRun reading(InputStream input, Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(input, print(out), print(err), false, false, false);
        int exit = Mojo.run(terminal, texts);
        terminal.out().flush();
        return new MojoRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}

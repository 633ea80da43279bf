package io.connectmojo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a command reads and writes: data go to {@code out}, talk to {@code err}, both in UTF-8.
 *
 * @param outIsTerminal whether a person looks at {@code out} itself
 * @param errIsTerminal whether a person looks at {@code err}
 * @param colour whether colour is welcome where a person looks
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colour) {
    /** The colours of text. */
    enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    /** The streams of this process. */
    static Terminal ofProcess() {
        boolean out = isTerminal(1);
        return new Terminal(
                System.in,
                DataStream.ofProcess(),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                out,
                isTerminal(2),
                isEmpty(System.getenv("NO_COLOR")) && !"dumb".equals(System.getenv("TERM")));
    }

    /** A stream is a terminal when its file is one; where the system does not tell, when the process has a console. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String file = Files.readSymbolicLink(link).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | RuntimeException e) {
            return System.console() != null;
        }
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    /** The same with another input. */
    Terminal reading(InputStream other) {
        return new Terminal(other, out, err, outIsTerminal, errIsTerminal, colour);
    }

    /** The text as a heading, on {@code out}. */
    String bold(String text) {
        return outIsTerminal && colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** The text in a colour, on {@code out}. */
    String in(Colour ink, String text) {
        return outIsTerminal && colour ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }

    /** Prints the answer of a command, as JSON or as lines for people; returns the code of success. */
    int answer(boolean json, JsonNode node, List<String> lines) {
        if (json) {
            out.println(node.toPrettyString());
        } else {
            lines.forEach(out::println);
        }
        out.flush();
        return ExitCode.OK.number();
    }

    void say(String line) {
        err.println(line);
    }
}

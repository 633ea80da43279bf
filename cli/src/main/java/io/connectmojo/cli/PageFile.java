package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The file that a page goes into; {@code -} is standard output.
 *
 * @param output as the command line names it
 * @param read files that the page is made from, which it must not replace; null elements are none
 */
record PageFile(String output, Path... read) {
    /** Throws D105 when the file cannot be written. */
    void write(String page, Terminal terminal) {
        if (output.equals("-")) {
            terminal.out().print(page);
            terminal.out().flush();
            return;
        }
        try {
            Path file = Path.of(output);
            for (Path other : read) {
                if (other != null
                        && Files.isRegularFile(file)
                        && Files.exists(other)
                        && Files.isSameFile(file, other)) {
                    throw notWritable("it is a file that the page is made from");
                }
            }
            try (PrintStream out = DataStream.to(file)) {
                out.print(page);
                DataStream.finish(out);
            }
        } catch (IOException | InvalidPathException e) {
            throw notWritable("it cannot be opened");
        }
    }

    private MojoException notWritable(String why) {
        return Problem.of(CommandError.NOT_WRITABLE, "The output cannot be written")
                .where(output)
                .why(why)
                .fix("name another file, in a folder that you may write to");
    }
}

package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a command writes and that was not there before. */
final class NewFile {
    private NewFile() {}

    /** Throws D105 when the file exists or cannot be written. */
    static void write(Path file, String text) {
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw notWritable(file, "it exists");
        } catch (IOException e) {
            throw notWritable(file, "it cannot be opened");
        }
    }

    private static MojoException notWritable(Path file, String why) {
        return Problem.of(CommandError.NOT_WRITABLE, "The output cannot be written")
                .where(file.toString())
                .why(why)
                .fix("name another file, in a folder that you may write to");
    }
}

package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mojo models fetch}. */
@Command(
        name = "fetch",
        description =
                "Writes the zip of a published model into a file, verified, with its profile and signature beside it.",
        footer = {
            "",
            "Examples:",
            "  mojo models fetch house-prices --bootstrap-server broker:9092 --output house-prices.zip"
        })
final class FetchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Mixin
    private TopicOptions options;

    @Parameters(paramLabel = "NAME", description = "The model's name.")
    private String name;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "An older version. Default: the one that is announced.")
    private Long version;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The new file. Default: the name of the file that was published.")
    private Path output;

    @Option(names = "--json", description = "Prints the announcement as one JSON object.")
    private boolean json;

    FetchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ModelLog log = ModelLog.read(options)) {
            Announcement announcement = version == null ? log.announced(name) : log.version(name, version);
            Path file = (output == null ? Path.of(plain(announcement.file())) : output).toAbsolutePath();
            if (Files.exists(file)) {
                throw notWritable(file, "it exists");
            }
            write(file, log.zip(announcement, terminal));
            announcement
                    .profile()
                    .ifPresent(text -> write(PublishedProfile.beside(file), text.getBytes(StandardCharsets.UTF_8)));
            announcement
                    .signature()
                    .ifPresent(text -> write(SignedModel.signature(file), text.getBytes(StandardCharsets.UTF_8)));
            return terminal.answer(
                    json,
                    AnnouncementJson.of(announcement),
                    List.of(name + " version " + announcement.version() + " is in " + file + ", SHA-256 "
                            + announcement.sha256()));
        }
    }

    /** A name that somebody else chose leads nowhere but into this folder. */
    private static String plain(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return last.isBlank() || last.startsWith(".") ? "model.zip" : last;
    }

    private static void write(Path file, byte[] content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw notWritable(file, "it cannot be written");
        }
    }

    private static MojoException notWritable(Path file, String why) {
        return Problem.of(CommandError.NOT_WRITABLE, "The output cannot be written")
                .where(file.toString())
                .why(why)
                .fix("name another file with --output");
    }
}

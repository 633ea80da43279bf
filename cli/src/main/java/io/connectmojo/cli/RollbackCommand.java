package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mojo models rollback}. */
@Command(
        name = "rollback",
        description = "Announces the content of an older version again, as a new version.",
        footer = {
            "",
            "Without --to, that is the newest version with other content than the one that is announced. The command reads and"
                    + " verifies the pieces of that version first.",
            "",
            "Examples:",
            "  mojo models rollback house-prices --bootstrap-server broker:9092",
            "  mojo models rollback house-prices --to 3 --client-config client.properties"
        })
final class RollbackCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Mixin
    private TopicOptions options;

    @Parameters(paramLabel = "NAME", description = "The model's name.")
    private String name;

    @Option(names = "--to", paramLabel = "VERSION", description = "The version to go back to.")
    private Long to;

    @Option(names = "--note", paramLabel = "TEXT", description = "A note for people.")
    private String note;

    @Option(names = "--json", description = "Prints the announcement as one JSON object.")
    private boolean json;

    RollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ModelVersions versions = new ModelVersions(options.client(), options.topic(), terminal)) {
            Announcement older = to == null ? versions.before(name) : versions.version(name, to);
            Announcement announcement = versions.again(older, note);
            return terminal.answer(
                    json,
                    AnnouncementJson.of(announcement),
                    List.of(name + "@" + announcement.sha256().substring(0, 12) + ", version " + older.version()
                            + ", is announced again as version " + announcement.version() + " on " + options.topic()));
        }
    }
}

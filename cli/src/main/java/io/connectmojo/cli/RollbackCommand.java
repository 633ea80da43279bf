package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
        try (ModelLog log = ModelLog.read(options)) {
            Announcement older = to == null ? before(log, log.announced(name)) : log.version(name, to);
            log.zip(older, terminal);
            Announcement announcement = announce(log, older);
            return terminal.answer(
                    json,
                    AnnouncementJson.of(announcement),
                    List.of(name + "@" + announcement.sha256().substring(0, 12) + ", version " + older.version()
                            + ", is announced again as version " + announcement.version() + " on " + options.topic()));
        }
    }

    private Announcement before(ModelLog log, Announcement now) {
        return log.history(name).stream()
                .filter(older ->
                        older.version() < now.version() && !older.sha256().equals(now.sha256()))
                .findFirst()
                .orElseThrow(() -> log.unknown(name, "there is no version with other content"));
    }

    private Announcement announce(ModelLog log, Announcement older) {
        try (ModelPublisher publisher = new ModelPublisher(options.client(), terminal)) {
            return new NextVersion(log, publisher, terminal)
                    .announce(
                            name,
                            older.data().topic(),
                            (version, previous) -> older.again(
                                    version,
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                                    Optional.ofNullable(note),
                                    previous));
        }
    }
}

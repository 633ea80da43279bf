package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.delivery.Announcement.PieceRange;
import io.connectmojo.delivery.ModelNames;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.compiled.Scorers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mojo publish}: a model goes to every worker that follows its name. */
@Command(
        name = "publish",
        description = "Publishes a model on a topic, to every transform that follows its name (model.kafka.topic).",
        footer = {
            "",
            "Loads and checks the model first. Refuses it when its outputs differ from those of the last version, or when a"
                    + " topic would lose models. The same content is not published twice in a row.",
            "",
            "Examples:",
            "  mojo publish house-prices.zip --bootstrap-server broker:9092 --create-topics",
            "  mojo publish new.zip --name house-prices --client-config client.properties --note \"June data\"",
        })
final class PublishCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private TopicOptions options;

    @Parameters(paramLabel = "MODEL", description = "The MOJO zip.")
    private Path path;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The model's name. Default: the file's name without .zip.")
    private String name;

    @Option(
            names = "--data-topic",
            paramLabel = "TOPIC",
            description = "The topic with the pieces of models. Default: that of the announcements with -data.")
    private String dataTopic;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "The model's profile. Default: the file of mojo profile beside the model, if there is one.")
    private Path profile;

    @Option(names = "--no-profile", description = "Publishes the model without a profile.")
    private boolean withoutProfile;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description = "The model's signature. Default: the file of mojo sign beside the model, if there is one.")
    private Path signature;

    @Option(names = "--note", paramLabel = "TEXT", description = "A note for people.")
    private String note;

    @Option(names = "--create-topics", description = "Creates the topics that do not exist.")
    private boolean create;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Copies of the created topics. Default: that of the brokers.")
    private Short replication;

    @Option(
            names = "--force",
            description =
                    "Publishes also other outputs, the same content again, and on a topic that would lose models.")
    private boolean force;

    @Option(names = "--json", description = "Prints the announcement as one JSON object.")
    private boolean json;

    PublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String called = name();
        String data = options.checked(dataTopic == null ? options.topic() + "-data" : dataTopic);
        options.client();
        ModelLimits limits = ModelLimits.ofWorker();
        byte[] zip = ModelBytes.read(path.toAbsolutePath().normalize(), AllowedPaths.ofWorker(), limits);
        Model model = ModelLoader.load(zip, path.toString(), limits);
        Scorers.shapeOf(model);
        Optional<String> signed = PublishedSignature.of(path, signature, model.digest());
        Optional<String> described = withoutProfile ? Optional.empty() : PublishedProfile.of(path, profile, model);
        requireTopics(data);
        try (ModelLog log = ModelLog.read(options)) {
            Optional<Announcement> last = log.last(called).flatMap(ModelLog.Entry::readable);
            if (last.isPresent() && isSame(last.get(), model, described, signed) && !force) {
                return tell(last.get(), "is already announced as");
            }
            if (last.isPresent() && !force) {
                requireSameOutputs(log, last.get(), model);
            }
            return tell(publish(log, called, zip, model.digest(), data, described, signed), "is announced as");
        }
    }

    private static boolean isSame(Announcement last, Model model, Optional<String> described, Optional<String> signed) {
        return last.sha256().equals(model.digest())
                && last.profile().equals(described)
                && last.signature().equals(signed);
    }

    private String name() {
        Path file = path.getFileName();
        String called =
                name != null ? name : file == null ? "" : file.toString().replaceFirst("\\.zip$", "");
        if (!ModelNames.isModel(called)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + called + "' is not a model's name: --name takes " + ModelNames.RULE);
        }
        if (note != null && (note.length() > 1000 || note.chars().anyMatch(Character::isISOControl))) {
            throw new ParameterException(spec.commandLine(), "--note takes one line of at most 1000 characters");
        }
        return called;
    }

    private void requireTopics(String data) {
        try (ModelTopics topics = new ModelTopics(options.client(), options.topic(), data)) {
            if (create) {
                topics.create(Optional.ofNullable(replication));
            }
            topics.requireBoth();
            Set<String> faults = topics.faults();
            if (!faults.isEmpty() && !force) {
                throw ModelTopics.losesModels(faults);
            }
        }
    }

    private void requireSameOutputs(ModelLog log, Announcement last, Model model) {
        Model before = ModelLoader.load(log.zip(last, terminal), last.name(), ModelLimits.ofWorker());
        List<String> differences = new OutputComparison(before, model).differences();
        if (!differences.isEmpty()) {
            throw differ(last, differences);
        }
    }

    private MojoException differ(Announcement last, List<String> differences) {
        return Problem.of(CommandError.OUTPUTS_DIFFER, "The outputs of the model differ from the last version's")
                .where(last.name() + " version " + last.version())
                .why(differences.get(0) + (differences.size() > 1 ? ", and " + (differences.size() - 1) + " more" : ""))
                .fix("use another --name, or --force: transforms that write these outputs refuse it until they restart")
                .withItems(differences);
    }

    private Announcement publish(
            ModelLog log,
            String called,
            byte[] zip,
            String sha256,
            String data,
            Optional<String> described,
            Optional<String> signed) {
        try (ModelPublisher publisher = new ModelPublisher(options.client(), terminal)) {
            PieceRange pieces = publisher.pieces(data, sha256, zip);
            return new NextVersion(log, publisher, terminal)
                    .announce(
                            called,
                            data,
                            (version, previous) -> new Announcement(
                                    called,
                                    version,
                                    sha256,
                                    zip.length,
                                    String.valueOf(path.getFileName()).replaceAll("\\p{Cntrl}", "_"),
                                    pieces,
                                    described,
                                    signed,
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                                    Optional.ofNullable(note),
                                    Optional.empty(),
                                    previous));
        }
    }

    private int tell(Announcement announcement, String how) {
        return terminal.answer(
                json,
                AnnouncementJson.of(announcement),
                List.of(announcement.name() + "@" + announcement.sha256().substring(0, 12) + " " + how + " version "
                        + announcement.version() + " on " + options.topic()));
    }
}

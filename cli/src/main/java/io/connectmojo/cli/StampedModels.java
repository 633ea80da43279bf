package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the file of a model by what records say of it: in a folder, or on a topic of models. Not thread-safe. */
final class StampedModels implements AutoCloseable {
    private static final int DEPTH = 6;

    /** How much of a digest a stamp holds. */
    private static final int STAMP_DIGITS = 12;

    private final TopicOptions topic;
    private final Terminal terminal;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final List<Path> fetched = new ArrayList<>();
    private ModelLog log;

    /**
     * @param folder with zips, also in folders of it; null for none
     * @param topic asked for models that the folder does not have, if it says which brokers
     */
    StampedModels(Path folder, TopicOptions topic, Terminal terminal) {
        this.topic = topic;
        this.terminal = terminal;
        if (folder != null) {
            index(folder);
        }
    }

    private void index(Path folder) {
        try (Stream<Path> found = Files.walk(folder, DEPTH)) {
            for (Path file : found.filter(StampedModels::isZip).sorted().toList()) {
                files.putIfAbsent(digest(file).substring(0, STAMP_DIGITS), file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw Problem.of(CommandError.UNREADABLE, "The folder of models cannot be read")
                    .where(folder.toString())
                    .why(Files.isDirectory(folder) ? "reading it failed" : "it is no folder")
                    .fix("name a folder with the zips of models");
        }
    }

    private static boolean isZip(Path file) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** Constant memory: a folder may hold models that no record names. */
    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The file of a model, fetched from the topic where it has to be; empty when it is nowhere.
     *
     * @param stamp such as {@code prices@0123456789ab}
     */
    Optional<Path> find(String stamp) {
        String digest = StoredRecord.digest(stamp);
        Path file = files.get(digest);
        return file != null || !topic.areGiven() ? Optional.ofNullable(file) : announced(stamp, digest);
    }

    private Optional<Path> announced(String stamp, String digest) {
        if (log == null) {
            log = ModelLog.read(topic);
        }
        String name = stamp.substring(0, stamp.lastIndexOf('@'));
        Stream<String> names = Stream.concat(
                Stream.of(name), log.last().stream().map(ModelLog.Entry::name).filter(other -> !other.equals(name)));
        return names.flatMap(each -> log.history(each).stream())
                .filter(announcement -> announcement.sha256().startsWith(digest))
                .findFirst()
                .map(this::fetch);
    }

    private Path fetch(Announcement announcement) {
        byte[] zip = log.zip(announcement, terminal);
        try {
            Path folder = Files.createTempDirectory("mojo-verify");
            fetched.add(folder);
            Path file = folder.resolve(announcement.name() + ".zip");
            Files.write(file, zip);
            fetched.add(file);
            if (announcement.profile().isPresent()) {
                Path profile = PublishedProfile.beside(file);
                Files.write(profile, announcement.profile().get().getBytes(StandardCharsets.UTF_8));
                fetched.add(profile);
            }
            if (announcement.signature().isPresent()) {
                Path signature = SignedModel.signature(file);
                Files.write(signature, announcement.signature().get().getBytes(StandardCharsets.UTF_8));
                fetched.add(signature);
            }
            files.put(MojoFile.sha256(zip).substring(0, STAMP_DIGITS), file);
            return file;
        } catch (IOException e) {
            throw notKept();
        }
    }

    private static MojoException notKept() {
        return Problem.of(CommandError.NOT_WRITABLE, "A fetched model cannot be kept")
                .where(System.getProperty("java.io.tmpdir"))
                .why("no file can be written there")
                .fix("make room, or set another folder: MOJO_OPTS=-Djava.io.tmpdir=…");
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
        for (int i = fetched.size() - 1; i >= 0; i--) {
            try {
                Files.deleteIfExists(fetched.get(i));
            } catch (IOException e) {
                fetched.get(i).toFile().deleteOnExit();
            }
        }
    }
}

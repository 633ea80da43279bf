package io.connectmojo.model.feed;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A MOJO zip on the worker's disk, and the files with its SHA-256, its profile and its signature that may lie beside it. */
public record FileFeed(Path path) implements ModelFeed {
    /** What can be seen of the files without reading them. */
    private record Stamps(
            FileStamp model, Optional<FileStamp> checksum, Optional<FileStamp> profile, Optional<FileStamp> signature) {
        boolean areSettled(long now) {
            return model.isSettled(now)
                    && checksum.map(stamp -> stamp.isSettled(now)).orElse(true)
                    && profile.map(stamp -> stamp.isSettled(now)).orElse(true)
                    && signature.map(stamp -> stamp.isSettled(now)).orElse(true);
        }
    }

    @Override
    public String name() {
        Path last = path.getFileName();
        return (last == null ? path.toString() : ZipName.withoutEnding(last.toString())).replaceAll("\\p{Cntrl}", "_");
    }

    @Override
    public ModelContent read(Signal arrived) {
        AllowedPaths allowed = AllowedPaths.ofWorker();
        ModelLimits limits = ModelLimits.ofWorker();
        byte[] bytes = ModelBytes.read(path, allowed, limits, arrived::give);
        return ModelContent.ofMojo(bytes, path.toString(), limits)
                .withChecksum(() -> new ChecksumFile(path).read(allowed))
                .withProfile(() -> ProfileFile.beside(path).readIfThere(allowed))
                .withSignature(() -> new SignatureFile(path).readIfThere(allowed));
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public State state() {
        AllowedPaths allowed = AllowedPaths.ofWorker();
        ChecksumFile checksum = new ChecksumFile(path);
        ProfileFile profile = ProfileFile.beside(path);
        SignatureFile signature = new SignatureFile(path);
        try {
            Stamps stamps = new Stamps(
                    FileStamp.of(allowed.resolve(path)),
                    stamp(checksum.exists(), checksum.path(), allowed),
                    profile.stamp(allowed),
                    stamp(signature.exists(), signature.path(), allowed));
            return new State(stamps, stamps.areSettled(System.currentTimeMillis()));
        } catch (IOException | SecurityException e) {
            throw allowed.notThere(path);
        }
    }

    private static Optional<FileStamp> stamp(boolean exists, Path sidecar, AllowedPaths allowed) throws IOException {
        return exists ? Optional.of(FileStamp.of(allowed.resolve(sidecar))) : Optional.empty();
    }

    @Override
    public Optional<String> warning() {
        return warning(FileFeed.class.getClassLoader());
    }

    Optional<String> warning(ClassLoader loader) {
        Path real = AllowedPaths.ofWorker().resolve(path);
        return PluginFolder.of(loader)
                .filter(real::startsWith)
                .map(plugin -> "Model " + real + " lies in the plugin's own folder: Connect puts every zip there on the"
                        + " class path. Move it elsewhere");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

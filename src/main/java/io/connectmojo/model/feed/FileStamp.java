package io.connectmojo.model.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells without reading a file whether it may have changed: its identity, size and times. Two equal stamps prove
 * nothing while the file is younger than the clock of its file system can tell apart.
 *
 * @param changed when the content or the attributes changed, where the file system knows
 */
record FileStamp(Object key, long size, FileTime modified, FileTime changed) {
    private static final long MAX_CLOCK_MILLIS = 2000;

    static FileStamp of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        FileTime modified = attributes.lastModifiedTime();
        FileTime changed = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (FileTime) Files.getAttribute(path, "unix:ctime")
                : modified;
        return new FileStamp(attributes.fileKey(), attributes.size(), modified, changed);
    }

    /** Whether a change after that moment would show in the stamp. */
    boolean isSettled(long atMillis) {
        return Math.max(modified.toMillis(), changed.toMillis()) + MAX_CLOCK_MILLIS < atMillis;
    }
}

package io.connectmojo.model.library;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The files of the disk behind a file system that can be made to hang in one operation, as a dead NFS mount does: whoever
 * calls it waits until the file system answers again.
 */
final class StuckFiles extends FileSystemProvider {
    /** Where a file system may hang. */
    enum Operation {
        REAL_PATH,
        ATTRIBUTES,
        OPEN,
        READ
    }

    private final FileSystemProvider disk = Path.of("/").getFileSystem().provider();
    private volatile Operation hanging;
    private volatile CountDownLatch answer = new CountDownLatch(0);

    /** From now on that operation hangs. */
    void hang(Operation operation) {
        answer = new CountDownLatch(1);
        hanging = operation;
    }

    /** Whoever hangs goes on. */
    void answer() {
        hanging = null;
        answer.countDown();
    }

    private void pass(Operation operation) {
        if (hanging == operation) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A file of the disk as this file system has it. */
    Path path(Path real) {
        FileSystem system = new Files(real.getFileSystem());
        return (Path) Proxy.newProxyInstance(
                StuckFiles.class.getClassLoader(), new Class<?>[] {Stuck.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "disk":
                            return real;
                        case "getFileSystem":
                            return system;
                        case "toRealPath":
                            pass(Operation.REAL_PATH);
                            break;
                        default:
                            break;
                    }
                    Object[] plain = arguments == null ? null : arguments.clone();
                    for (int i = 0; plain != null && i < plain.length; i++) {
                        plain[i] = plain[i] instanceof Stuck stuck ? stuck.disk() : plain[i];
                    }
                    try {
                        Object result = method.invoke(real, plain);
                        return result instanceof Path path ? path(path) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A path of this file system. */
    interface Stuck extends Path {
        Path disk();
    }

    private static Path disk(Path path) {
        return ((Stuck) path).disk();
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        pass(Operation.ATTRIBUTES);
        return disk.readAttributes(disk(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        pass(Operation.ATTRIBUTES);
        return disk.readAttributes(disk(path), attributes, options);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        pass(Operation.OPEN);
        return new FilterInputStream(disk.newInputStream(disk(path), options)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, Math.min(length, 1000));
                pass(Operation.READ);
                return count;
            }
        };
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        pass(Operation.ATTRIBUTES);
        disk.checkAccess(disk(path), modes);
    }

    @Override
    public String getScheme() {
        return "stuck";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        pass(Operation.OPEN);
        DirectoryStream<Path> entries = disk.newDirectoryStream(disk(folder), filter);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> all = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Path next() {
                        return path(all.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isHidden(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    /** The file system of such paths: only what the plugin asks of one. */
    private final class Files extends FileSystem {
        private final FileSystem real;

        Files(FileSystem real) {
            this.real = real;
        }

        @Override
        public FileSystemProvider provider() {
            return StuckFiles.this;
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(real.getPath(first, more));
        }

        @Override
        public java.nio.file.PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public java.nio.file.attribute.UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public java.nio.file.WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }
}

package io.connectmojo.model.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    @TempDir
    Path folder;

    @Test
    void modelInThePluginsOwnFolder_isWarnedOf() throws Exception {
        Path plugin = Files.createDirectory(folder.resolve("plugin"));
        FileFeed inside =
                new FileFeed(Files.createFile(plugin.resolve("model.zip")).toRealPath());
        FileFeed outside =
                new FileFeed(Files.createFile(folder.resolve("model.zip")).toRealPath());
        assertThat(outside.warning(new WorkersLoader(plugin))).isEmpty();
        assertThat(inside.warning(getClass().getClassLoader())).isEmpty();
        assertThat(inside.warning(new WorkersLoader(plugin)))
                .hasValueSatisfying(line -> assertThat(line).contains("plugin's own folder"));
    }

    /** Tells its folder as the class loader of a worker does. */
    public static final class WorkersLoader extends ClassLoader {
        private final Path folder;

        WorkersLoader(Path folder) {
            this.folder = folder;
        }

        public String location() {
            return folder.toUri().toString();
        }
    }
}

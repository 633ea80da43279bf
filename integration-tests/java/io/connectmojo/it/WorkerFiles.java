package io.connectmojo.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Files that a test and a worker exchange, wherever the worker runs. Paths are the worker's own. */
interface WorkerFiles {
    /** Makes a file of this machine readable to the worker. */
    Path give(Path file) throws IOException;

    /** Where the worker may write a file of that name. */
    Path place(String name);

    /** The whole lines that the worker has written there so far. */
    List<String> lines(Path file);

    /** Those of a worker on this machine. */
    static WorkerFiles in(Path folder) {
        return new WorkerFiles() {
            @Override
            public Path give(Path file) {
                return file;
            }

            @Override
            public Path place(String name) {
                return folder.resolve(name);
            }

            @Override
            public List<String> lines(Path file) {
                return new Lines(file).all();
            }
        };
    }
}

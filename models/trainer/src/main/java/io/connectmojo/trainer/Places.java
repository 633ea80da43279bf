package io.connectmojo.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the folders of models lie below the project's folder: the examples in {@code models}, those that only tests
 * read in {@code src/test/models}.
 */
record Places(Path project) {

    private static final String EXAMPLES = "models";
    private static final String FOR_TESTS = "src/test/models";

    static Places of(String argument) {
        return new Places(Path.of(argument).toAbsolutePath().normalize());
    }

    /** The folder of a recipe; a name with a slash is one of the tests'. */
    Path folder(String name) {
        return project.resolve(name.contains("/") ? FOR_TESTS : EXAMPLES).resolve(name);
    }

    Path readme() {
        return project.resolve(EXAMPLES).resolve("README.md");
    }

    /** Every folder that is there, the examples first. */
    List<Path> all() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String root : List.of(EXAMPLES, FOR_TESTS)) {
            if (Files.isDirectory(project.resolve(root))) {
                try (Stream<Path> files = Files.walk(project.resolve(root), 3)) {
                    files.filter(file -> file.endsWith("about.json")).map(Path::getParent).sorted().forEach(folders::add);
                }
            }
        }
        return folders;
    }

    /** What a recipe calls the folder. */
    String name(Path folder) {
        Path tests = project.resolve(FOR_TESTS);
        return (folder.startsWith(tests) ? tests : project.resolve(EXAMPLES)).relativize(folder).toString();
    }
}

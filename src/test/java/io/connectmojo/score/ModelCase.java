package io.connectmojo.score;

import hex.genmodel.MojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.ModelLoader;
import io.connectmojo.row.Row;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a model, rows to score and what H2O answered. All folders of the repository, and those below the folders
 * that the system property {@code mojo.models} names.
 */
record ModelCase(Path folder) {
    static Stream<ModelCase> all() {
        return Stream.concat(inRepository(), below(System.getProperty("mojo.models", "")));
    }

    static Stream<ModelCase> inRepository() {
        return below("models");
    }

    private static Stream<ModelCase> below(String folders) {
        List<ModelCase> cases = new ArrayList<>();
        for (String folder : folders.split(File.pathSeparator, -1)) {
            if (folder.isEmpty() || !Files.isDirectory(Path.of(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.endsWith("model.zip"))
                        .map(Path::getParent)
                        .filter(parent -> Files.exists(parent.resolve("input.csv")))
                        .sorted()
                        .forEach(parent -> cases.add(new ModelCase(parent)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cases.stream();
    }

    Model load() {
        return ModelLoader.load(zip());
    }

    /** As H2O's own users load it. */
    MojoModel loadPlainly() {
        try {
            return MojoModel.load(zip().toString(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path zip() {
        return folder.resolve("model.zip");
    }

    Csv input() {
        return Csv.read(folder.resolve("input.csv"));
    }

    /** One of the answers of H2O's cluster; empty when the case has none of that kind. */
    Optional<Csv> answer(String file) {
        return Files.exists(folder.resolve(file)) ? Optional.of(Csv.read(folder.resolve(file))) : Optional.empty();
    }

    /** The cells as a row of the model, without the row ring: what the cells are is not in doubt here. */
    static Row row(Model model, Csv input, int index) {
        List<ModelColumn> columns = model.columns();
        Row row = new Row(columns.size());
        row.clear();
        for (int i = 0; i < columns.size(); i++) {
            ModelColumn column = columns.get(i);
            String cell = input.cell(index, column.name());
            switch (column.kind()) {
                case WORDS ->
                    row.words =
                            new String[] {cell == null ? input.rows().get(index).get(0) : cell};
                case CATEGORICAL -> {
                    int level = column.levels().indexOf(cell);
                    row.values[i] = level < 0 ? Double.NaN : level;
                }
                default -> row.values[i] = cell == null || cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            }
        }
        model.offsetColumn().ifPresent(name -> row.offset = Double.parseDouble(input.cell(index, name)));
        return row;
    }

    /** Whether a categorical cell of the row has a level that the model does not know. */
    static boolean hasUnseenLevel(Model model, Csv input, int index) {
        return model.columns().stream().anyMatch(column -> {
            String cell = input.cell(index, column.name());
            return column.kind() == ModelColumn.Kind.CATEGORICAL
                    && cell != null
                    && !cell.isEmpty()
                    && !column.levels().contains(cell);
        });
    }

    static boolean hasMissingCell(Model model, Csv input, int index) {
        return model.columns().stream().anyMatch(column -> {
            String cell = input.cell(index, column.name());
            return cell == null || cell.isEmpty();
        });
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}

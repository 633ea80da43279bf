package io.connectmojo.score.reference;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import hex.genmodel.PredictContributionsFactory;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A model folder with what its rows are to a scorer. */
record ModelCase(ModelFolder folder) {
    static Stream<ModelCase> all() {
        return ModelFolder.all().stream().map(ModelCase::new);
    }

    static Stream<ModelCase> inRepository() {
        return ModelFolder.inRepository().stream().map(ModelCase::new);
    }

    Model load() {
        return ModelLoader.load(folder.model());
    }

    /** As H2O's own users load it. */
    MojoModel loadPlainly() {
        try {
            return MojoModel.load(folder.model().toString(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CsvFile input() {
        return folder.input();
    }

    /** One of the answers of H2O's cluster; empty when the case has none of that kind. */
    Optional<CsvFile> answer(String file) {
        return folder.has(file) ? Optional.of(folder.csv(file)) : Optional.empty();
    }

    /** What a row of one column says to a word embedding. */
    static String words(CsvFile input, int index) {
        return Objects.requireNonNullElse(input.rows().get(index).get(0), "");
    }

    /** The cells as a row of the model, without the row ring: what the cells are is not in doubt here. */
    static Row row(Model model, CsvFile input, int index) {
        List<ModelColumn> columns = model.columns();
        Row row = new Row(columns.size());
        row.clear();
        for (int i = 0; i < columns.size(); i++) {
            ModelColumn column = columns.get(i);
            String cell = input.cell(index, column.name());
            switch (column.kind()) {
                case WORDS -> row.words = new String[] {cell == null ? words(input, index) : cell};
                case CATEGORICAL -> {
                    int level = cell == null ? -1 : column.levels().indexOf(cell);
                    row.values[i] = level < 0 ? Double.NaN : level;
                }
                default -> row.values[i] = cell == null ? Double.NaN : Double.parseDouble(cell);
            }
        }
        model.offsetColumn().ifPresent(name -> {
            String cell = input.cell(index, name);
            row.offset = cell == null ? Double.NaN : Double.parseDouble(cell);
        });
        return row;
    }

    /** Whether a categorical cell of the row has a level that the model does not know. */
    static boolean hasUnseenLevel(Model model, CsvFile input, int index) {
        return model.columns().stream().anyMatch(column -> {
            String cell = input.cell(index, column.name());
            return column.kind() == ModelColumn.Kind.CATEGORICAL
                    && cell != null
                    && !column.levels().contains(cell);
        });
    }

    static boolean hasMissingCell(Model model, CsvFile input, int index) {
        return model.columns().stream().anyMatch(column -> input.cell(index, column.name()) == null);
    }

    /** The parts of a model that H2O's library gives, too. */
    static Set<OutputPart> partsOfGenmodel(Model model, PredictionShape shape) {
        Set<OutputPart> parts = EnumSet.noneOf(OutputPart.class);
        parts.addAll(shape.available());
        if (shape.category() != Category.KLime && !explainsItself(model.genModel())) {
            parts.remove(OutputPart.CONTRIBUTIONS);
        }
        return parts;
    }

    private static boolean explainsItself(GenModel model) {
        try {
            return model instanceof PredictContributionsFactory factory
                    && factory.makeContributionsPredictor().calculateContributions(new double[model.nfeatures()]).length
                            > 0;
        } catch (RuntimeException unsupported) {
            return false;
        }
    }

    @Override
    public String toString() {
        return folder.name();
    }
}

package io.connectmojo;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Profiles whose golden rows H2O's own wrapper has predicted. */
final class GoldenProfile {
    private GoldenProfile() {}

    /**
     * The profile of a regression model.
     *
     * @param zip whose profile it says that it is
     * @param predicting the model whose predictions it tells
     * @param rows columns and rows
     */
    static Profile of(Path zip, Path predicting, ModelFolder rows) throws Exception {
        EasyPredictModelWrapper wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(MojoModel.load(predicting.toString()))
                .setConvertUnknownCategoricalLevelsToNa(true));
        CsvFile input = rows.input();
        List<ModelColumn> columns = ModelLoader.load(zip).columns();
        List<GoldenRow> golden = new ArrayList<>();
        for (List<String> line : input.rows()) {
            RowData row = new RowData();
            List<@Nullable Object> cells = new ArrayList<>();
            for (ModelColumn column : columns) {
                String cell = line.get(input.header().indexOf(column.name()));
                boolean missing = cell == null || cell.isEmpty();
                boolean level = column.kind() == ModelColumn.Kind.CATEGORICAL;
                Object value = missing ? null : level ? cell : (Object) Double.valueOf(cell);
                cells.add(value);
                row.put(column.name(), value == null ? Double.NaN : value);
            }
            golden.add(new GoldenRow(
                    cells, 0, new GoldenRow.Answer(Optional.empty(), List.of(wrapper.predictRegression(row).value))));
        }
        return new Profile(
                MojoFile.sha256(Files.readAllBytes(zip)),
                Optional.empty(),
                golden.size(),
                List.of(),
                Optional.empty(),
                golden,
                Optional.empty(),
                Optional.empty());
    }

    static void write(Path file, Profile profile) throws Exception {
        Files.writeString(file, ProfileWriter.write(profile));
    }
}

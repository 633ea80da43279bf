package io.connectmojo.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Any number of models of one regression: each adds a number of its own to every prediction. */
final class MadeModels {
    private static final Pattern FIRST = Pattern.compile("(?m)^init_f = (\\S+)$");

    private final ModelCase base;

    /** What the predictions are for; null for the rows of the model's case. */
    private final List<ObjectNode> records;

    /** What H2O's library takes; made for the first model. */
    private List<RowData> rows;

    MadeModels(ModelCase base) {
        this(base, null);
    }

    MadeModels(ModelCase base, List<ObjectNode> records) {
        this.base = base;
        this.records = records;
    }

    /** @param number what it adds */
    byte[] zip(int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean changed = false;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(base.model())));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals("model.ini")) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    Matcher first = FIRST.matcher(text);
                    changed = first.find();
                    String moved = "init_f = " + (Double.parseDouble(first.group(1)) + number);
                    content = first.replaceFirst(moved).getBytes(StandardCharsets.UTF_8);
                }
                ZipEntry header = new ZipEntry(entry.getName());
                header.setTime(0);
                out.putNextEntry(header);
                out.write(content);
                out.closeEntry();
            }
        }
        if (!changed) {
            throw new IllegalStateException("the model has no init_f");
        }
        return bytes.toByteArray();
    }

    /** What H2O's own library predicts for each row with that zip. */
    List<Double> predictions(byte[] zip, Path folder) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "made", ".zip"), zip);
        EasyPredictModelWrapper wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(MojoModel.load(file.toString()))
                .setConvertUnknownCategoricalLevelsToNa(true));
        Files.delete(file);
        List<Double> predictions = new ArrayList<>();
        if (rows == null) {
            rows = rows();
        }
        for (RowData row : rows) {
            predictions.add(wrapper.predictRegression(row).value);
        }
        return predictions;
    }

    private List<RowData> rows() throws IOException {
        List<RowData> made = new ArrayList<>();
        for (ObjectNode record : records == null ? base.records() : records) {
            RowData row = new RowData();
            record.properties().forEach(cell -> {
                if (!cell.getValue().isNull()) {
                    row.put(
                            cell.getKey(),
                            cell.getValue().isNumber()
                                    ? (Object) cell.getValue().asDouble()
                                    : cell.getValue().asText());
                }
            });
            made.add(row);
        }
        return made;
    }
}

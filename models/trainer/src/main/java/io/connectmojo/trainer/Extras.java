package io.connectmojo.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of some folders a second time, in the shape in which records arrive in a topic. */
final class Extras {

    private static final com.google.gson.Gson LINE =
            new com.google.gson.GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private Extras() {}

    static void write(Path folder, Recipe recipe) throws IOException {
        switch (recipe.folder()) {
            case "house-prices" -> Files.writeString(folder.resolve("records.jsonl"), houses(recipe.score()));
            case "iris" -> Files.writeString(folder.resolve("records.jsonl"), flowers());
            case "airline-delays" -> Files.writeString(folder.resolve("lines.csv"), flights(Catalogue.flights().table()));
            default -> { }
        }
    }

    /** The clean rows, yes and no as booleans, the price still open. */
    private static String houses(Soil soil) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < soil.table().rows().size(); i++) {
            if (soil.missing().contains(i) || soil.unknown().contains(i)) {
                continue;
            }
            Map<String, Object> record = new LinkedHashMap<>();
            for (int c = 0; c < soil.table().columns().size(); c++) {
                Object cell = soil.table().rows().get(i)[c];
                record.put(soil.table().columns().get(c).name(), plain(cell));
            }
            record.put("selling_price", null);
            text.append(LINE.toJson(record)).append('\n');
        }
        return text.toString();
    }

    private static Object plain(Object cell) {
        if (cell instanceof Double number) {
            return number == Math.rint(number) ? (Object) number.longValue() : number;
        }
        return "yes".equals(cell) ? (Object) true : "no".equals(cell) ? (Object) false : cell;
    }

    private static String flowers() {
        StringBuilder text = new StringBuilder();
        for (Object[] row : Flowers.mixed().rows()) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("sepalLength", row[0]);
            record.put("sepalWidth", row[1]);
            record.put("petalLength", row[2]);
            record.put("petalWidth", row[3]);
            record.put("species", row[4]);
            text.append(LINE.toJson(record)).append('\n');
        }
        return text.toString();
    }

    /** The first hundred flights with all their columns, NA where a cell is missing, no header. */
    private static String flights(Table table) {
        StringBuilder text = new StringBuilder();
        for (Object[] row : table.rows().subList(0, 100)) {
            List<String> cells = new ArrayList<>();
            Arrays.stream(row).forEach(cell ->
                    cells.add(cell == null ? "NA" : cell instanceof Double number ? Csv.number(number) : (String) cell));
            text.append(Csv.line(cells));
        }
        return text.toString();
    }
}

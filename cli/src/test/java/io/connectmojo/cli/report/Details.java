package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** What H2O wrote into a MOJO for people, read for tests. */
final class Details {
    private Details() {}

    static JsonNode of(Path model) throws IOException {
        try (ZipFile zip = new ZipFile(model.toFile())) {
            return new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("experimental/modelDetails.json")));
        }
    }

    /** A cell of one of its tables. */
    static JsonNode cell(JsonNode table, int row, String column) {
        JsonNode columns = table.get("columns");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).get("name").asText().equals(column)) {
                return table.get("data").get(i).get(row);
            }
        }
        throw new IllegalArgumentException(column);
    }
}

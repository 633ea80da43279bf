package io.connectmojo.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model with rows to score and what H2O answered for them inside its own cluster. Cases are folders in {@code models} and {@code
 * src/test/models}, or in the folder that the system property {@code mojo.models} names.
 */
record ModelCase(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TESTS = Path.of("src", "test", "models");

    static ModelCase of(String name) {
        for (Path folder : List.of(
                Path.of("models", name),
                TESTS.resolve(name),
                TESTS.resolve("trained").resolve(name))) {
            if (Files.isDirectory(folder)) {
                return new ModelCase(folder.toAbsolutePath());
            }
        }
        return new ModelCase(
                Path.of(System.getProperty("mojo.models", ""), name).toAbsolutePath());
    }

    Path model() {
        return folder.resolve("model.zip");
    }

    /** The columns that the model reads, by name, and whether their values are text. */
    Map<String, Boolean> columns() throws IOException {
        Map<String, Boolean> columns = new LinkedHashMap<>();
        JsonNode about = JSON.readTree(folder.resolve("about.json").toFile());
        for (JsonNode column : about.get("columns")) {
            if (column.get("in_model").asBoolean()) {
                columns.put(
                        column.get("name").asText(), isText(column.get("type").asText()));
            }
        }
        return columns;
    }

    private static boolean isText(String type) {
        return switch (type) {
            case "Numeric", "Int", "Real", "Time" -> false;
            case "Enum", "String", "UUID" -> true;
            default -> throw new IllegalArgumentException("about.json has a column of an unknown type, " + type);
        };
    }

    /** The rows as JSON objects of what the model reads; a missing value is null. */
    List<ObjectNode> records() throws IOException {
        Map<String, Boolean> columns = columns();
        List<ObjectNode> records = new ArrayList<>();
        for (Map<String, String> row : table("input.csv")) {
            ObjectNode json = JSON.createObjectNode();
            columns.forEach((name, isText) -> {
                String text = row.get(name);
                if (text == null) {
                    json.putNull(name);
                } else if (isText) {
                    json.put(name, text);
                } else if (text.matches("-?[0-9]+")) {
                    json.put(name, Long.parseLong(text));
                } else {
                    json.put(name, Double.parseDouble(text));
                }
            });
            records.add(json);
        }
        return records;
    }

    /** The same rows with true and false for yes and no, as an application would send them. */
    List<ObjectNode> recordsWithBooleans() throws IOException {
        List<ObjectNode> records = records();
        for (ObjectNode json : records) {
            for (String name : columns().keySet()) {
                String text = json.get(name).asText();
                if (text.equals("yes") || text.equals("no")) {
                    json.put(name, text.equals("yes"));
                }
            }
        }
        return records;
    }

    /** H2O's own answers: {@code predict} and, for classifiers, a probability per class under the class name. */
    List<Map<String, String>> expected() {
        return table("expected.csv");
    }

    /** SHA-256 of the model's file. */
    String digest() throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Map<String, String>> table(String file) {
        CsvFile csv = CsvFile.read(folder.resolve(file));
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> cells : csv.rows()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(csv.header().get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }
}

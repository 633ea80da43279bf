package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The houses as typed rows of a table that the shipped JDBC sink fills. */
final class HouseRows {
    static final String CONFIG = "house-prices-jdbc-sink.json";
    static final String SCHEMA_CONTENT = "value.converter.schema.content";

    /** Names and types as PostgreSQL tells them, in order. */
    static final Map<String, String> COLUMNS = columns();

    private final ModelCase houses = ModelCase.of("house-prices");

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "bigint");
        for (String name : "sqft lot_size_acres stories number_bedrooms number_bathrooms".split(" ")) {
            columns.put(name, "double precision");
        }
        for (String name : "attached_garage has_pool has_kitchen_island".split(" ")) {
            columns.put(name, "boolean");
        }
        columns.put("main_flooring_type", "text");
        columns.put("has_granite_counters", "boolean");
        columns.put("house_age_years", "double precision");
        columns.put("selling_price", "double precision");
        return columns;
    }

    static ConnectorConfig sink(Path folder, String table, String topic) throws Exception {
        return ConnectorConfig.shipped(CONFIG)
                .placedIn(folder)
                .unique()
                .with("topics", topic)
                .with("collection.name.format", table);
    }

    /** All rows with an id, but for those whose yes or no is another word: they do not fit a boolean column. */
    List<ObjectNode> records() throws Exception {
        List<ObjectNode> records = houses.recordsWithBooleans();
        for (int i = 0; i < records.size(); i++) {
            records.get(i).put("id", i);
        }
        records.removeIf(record -> COLUMNS.entrySet().stream()
                .filter(column -> column.getValue().equals("boolean"))
                .map(column -> record.get(column.getKey()))
                .anyMatch(value -> !value.isNull() && !value.isBoolean()));
        assertThat(records.size()).isGreaterThan(150);
        return records;
    }

    /** The table's columns, and each row with H2O's own price. */
    void assertIn(PostgresServer postgres, String table, List<ObjectNode> records) throws Exception {
        assertThat(postgres.columns(table)).isEqualTo(COLUMNS);
        assertRows(postgres, table, records);
    }

    void assertRows(PostgresServer postgres, String table, List<ObjectNode> records) throws Exception {
        List<Map<String, Object>> rows = postgres.query("select * from " + table + " order by id");
        List<Double> prices = prices(records);
        assertThat(rows).hasSameSizeAs(records);
        for (int i = 0; i < rows.size(); i++) {
            for (String column : COLUMNS.keySet()) {
                Object actual = rows.get(i).get(column);
                if (column.equals("selling_price")) {
                    assertThat(actual)
                            .as("price of row %d, %s", i, records.get(i))
                            .isEqualTo(prices.get(i));
                } else {
                    assertThat(actual)
                            .as("%s of row %d", column, i)
                            .isEqualTo(value(records.get(i).get(column), COLUMNS.get(column)));
                }
            }
        }
    }

    /** H2O's own prices of those records. */
    List<Double> prices(List<ObjectNode> records) throws Exception {
        List<Map<String, String>> expected = houses.expected();
        return records.stream()
                .map(record ->
                        Double.valueOf(expected.get(record.get("id").asInt()).get("predict")))
                .toList();
    }

    private static Object value(JsonNode value, String type) {
        if (value.isNull()) {
            return null;
        }
        return switch (type) {
            case "bigint" -> value.asLong();
            case "double precision" -> value.asDouble();
            case "boolean" -> value.asBoolean();
            default -> value.asText();
        };
    }
}

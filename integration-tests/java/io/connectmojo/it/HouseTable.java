package io.connectmojo.it;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of houses in PostgreSQL, in the types that such a table has, and what H2O's wrapper says of its rows. */
final class HouseTable {
    private static final Map<String, String> COLUMNS = columns();

    private final PostgresServer postgres;
    private final String name;
    private final EasyPredictModelWrapper wrapper;

    HouseTable(PostgresServer postgres, String name) throws Exception {
        this.postgres = postgres;
        this.name = name;
        wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(MojoModel.load(ModelCase.of("house-prices").model().toString())));
        String definitions = COLUMNS.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", "));
        // a padded text is stored out of line, uncompressed: an update that leaves it alone does not send it
        postgres.execute(
                "create table " + name + " (id bigint primary key, " + definitions + ")",
                "alter table " + name + " alter column main_flooring_type set storage external");
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("sqft", "double precision");
        columns.put("lot_size_acres", "numeric(8, 3)");
        columns.put("stories", "smallint");
        columns.put("number_bedrooms", "int");
        columns.put("number_bathrooms", "real");
        columns.put("attached_garage", "boolean");
        columns.put("has_pool", "boolean");
        columns.put("has_kitchen_island", "boolean");
        columns.put("main_flooring_type", "char(3000)");
        columns.put("has_granite_counters", "boolean");
        columns.put("house_age_years", "bigint");
        return columns;
    }

    String name() {
        return name;
    }

    void insert(int id, String values) throws Exception {
        postgres.execute("insert into " + name + " (id, " + String.join(", ", COLUMNS.keySet()) + ") values (" + id
                + ", " + values + ")");
    }

    void execute(String statement) throws Exception {
        postgres.execute(statement.formatted(name));
    }

    /**
     * The price of the row as it stands in the table now.
     *
     * @param missing a column that is taken for missing; empty for none
     */
    double price(int id, String missing) throws Exception {
        Map<String, Object> row =
                postgres.query("select * from " + name + " where id = " + id).get(0);
        RowData data = new RowData();
        for (String column : COLUMNS.keySet()) {
            Object value = row.get(column);
            Object cell;
            if (value == null || column.equals(missing)) {
                cell = Double.NaN;
            } else if (value instanceof Boolean flag) {
                cell = flag ? "yes" : "no";
            } else {
                cell = value instanceof Number number
                        ? (Object) number.doubleValue()
                        : value.toString().trim();
            }
            data.put(column, cell);
        }
        return wrapper.predictRegression(data).value;
    }

    /** A shipped configuration of Debezium's source that reads this table alone. */
    ConnectorConfig source(String file, Path folder, String prefix) throws IOException {
        return ConnectorConfig.shipped(file)
                .placedIn(folder)
                .unique()
                .with("database.port", postgres.port())
                .with("slot.name", name)
                .with("publication.name", name)
                .with("table.include.list", "public." + name)
                .with("topic.prefix", KafkaTopics.uniqueName(prefix));
    }

    /** Where that source writes the table's rows. */
    String topicOf(ConnectorConfig source) {
        return source.config().get("topic.prefix") + ".public." + name;
    }
}

package io.connectmojo.it.numbered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Sends the lines of a file, JSON objects, again and again, each with the next number of its task as {@code id}, up to the number that
 * stands in another file. So many customers take turns in the field {@code customer}.
 */
public final class NumberedSource extends PlainSource {
    private static final ConfigDef CONFIG = new ConfigDef()
            .define("topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where to")
            .define("lines", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "the file")
            .define(
                    "released",
                    ConfigDef.Type.STRING,
                    ConfigDef.Importance.HIGH,
                    "the file with the records of each task so far")
            .define("customers", ConfigDef.Type.INT, 1, ConfigDef.Importance.LOW, "how many")
            .define("per.second", ConfigDef.Type.INT, ConfigDef.Importance.HIGH, "records of each task");

    /** The first numbers of two tasks are so far apart. */
    public static final int FAR = 10_000_000;

    /**
     * A record as JSON text.
     *
     * @param line the object without {@code id} and {@code customer}
     */
    public static String record(int task, int number, int customers, String line) {
        return "{\"id\":" + (task * FAR + number) + ",\"customer\":\"" + customer(number, customers) + "\","
                + line.substring(1);
    }

    public static String customer(int number, int customers) {
        return "c" + number % customers;
    }

    public NumberedSource() {
        super(Numbers.class, CONFIG);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (Map<String, String> same : super.taskConfigs(maxTasks)) {
            Map<String, String> config = new HashMap<>(same);
            config.put("number", String.valueOf(configs.size()));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** One task: its place is the next number. */
    public static final class Numbers extends SourceTask {
        private static final int POLLS_PER_SECOND = 10;

        private List<String> lines;
        private String topic;
        private int task;
        private Path released;
        private int perPoll;
        private int customers;
        private int next;

        @Override
        public void start(Map<String, String> props) {
            topic = props.get("topic");
            task = Integer.parseInt(props.get("number"));
            released = Path.of(props.get("released"));
            perPoll = Math.max(1, Integer.parseInt(props.get("per.second")) / POLLS_PER_SECOND);
            customers = Integer.parseInt(props.getOrDefault("customers", "1"));
            lines = lines(Path.of(props.get("lines")));
            Map<String, Object> place = context.offsetStorageReader().offset(Map.of("task", task));
            next = place == null ? 0 : ((Number) place.get("next")).intValue();
        }

        @Override
        public List<SourceRecord> poll() throws InterruptedException {
            Thread.sleep(1000 / POLLS_PER_SECOND);
            List<SourceRecord> records = new ArrayList<>();
            int count = Integer.parseInt(lines(released).get(0));
            while (next < count && records.size() < perPoll) {
                String line = lines.get(next % lines.size());
                String value = record(task, next, customers, line);
                next++;
                records.add(new SourceRecord(
                        Map.of("task", task), Map.of("next", next), topic, Schema.STRING_SCHEMA, value));
            }
            return records.isEmpty() ? null : records;
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file);
            } catch (IOException e) {
                throw new ConnectException(e);
            }
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }
}

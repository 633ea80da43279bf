package io.connectmojo.it.numbered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Counts what it is given and notes the milliseconds at which a quarter and all of it have come. */
public final class CountingSink extends PlainSink {
    private static final ConfigDef CONFIG = new ConfigDef()
            .define("file", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where the times are noted")
            .define("count", ConfigDef.Type.INT, ConfigDef.Importance.HIGH, "how many will come");

    public CountingSink() {
        super(Counter.class, CONFIG);
    }

    /** The one task. */
    public static final class Counter extends SinkTask {
        private Path file;
        private int count;
        private int seen;

        @Override
        public void start(Map<String, String> props) {
            file = Path.of(props.get("file"));
            count = Integer.parseInt(props.get("count"));
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            int before = seen;
            seen += records.size();
            note(before, count / 4);
            note(before, count);
        }

        private void note(int before, int mark) {
            if (before < mark && seen >= mark) {
                try {
                    Files.writeString(
                            file,
                            seen + " " + System.currentTimeMillis() + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new ConnectException(e);
                }
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

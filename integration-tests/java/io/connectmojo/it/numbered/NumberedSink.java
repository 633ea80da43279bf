package io.connectmojo.it.numbered;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Writes each value as a line into a folder, into a new file whenever a task gets its partitions, not faster than it is told. */
public final class NumberedSink extends PlainSink {
    private static final ConfigDef CONFIG = new ConfigDef()
            .define("folder", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where to")
            .define("per.second", ConfigDef.Type.INT, ConfigDef.Importance.HIGH, "records of each task");

    public NumberedSink() {
        super(Writer.class, CONFIG);
    }

    /** One task. */
    public static final class Writer extends SinkTask {
        private Path folder;
        private BufferedWriter out;
        private int perSecond;

        @Override
        public void start(Map<String, String> props) {
            perSecond = Integer.parseInt(props.get("per.second"));
            folder = Path.of(props.get("folder"));
        }

        @Override
        public void open(Collection<TopicPartition> partitions) {
            stop();
            try {
                out = Files.newBufferedWriter(folder.resolve(UUID.randomUUID() + ".jsonl"));
            } catch (IOException e) {
                throw new ConnectException(e);
            }
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            if (records.isEmpty()) {
                return; // also called before there are partitions
            }
            try {
                for (SinkRecord record : records) {
                    out.write(record.value() + "\n");
                }
                out.flush();
                Thread.sleep(1000L * records.size() / perSecond);
            } catch (IOException e) {
                throw new ConnectException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void stop() {
            try {
                if (out != null) {
                    out.close();
                }
            } catch (IOException e) {
                throw new ConnectException(e);
            }
        }

        @Override
        public String version() {
            return "1";
        }
    }
}

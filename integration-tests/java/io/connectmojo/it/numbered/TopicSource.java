package io.connectmojo.it.numbered;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** From one topic to another, as texts: what MirrorMaker does between clusters. Reads partition 0 from its beginning. */
public final class TopicSource extends PlainSource {
    private static final ConfigDef CONFIG = new ConfigDef()
            .define("bootstrap.servers", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where from")
            .define("from", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "which topic")
            .define("topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where to");

    public TopicSource() {
        super(Reader.class, CONFIG);
    }

    /** The one task. */
    public static final class Reader extends SourceTask {
        private KafkaConsumer<String, String> consumer;
        private Map<String, ?> partition;
        private String topic;

        @Override
        public void start(Map<String, String> props) {
            topic = props.get("topic");
            partition = Map.of("topic", props.get("from"));
            consumer = new KafkaConsumer<>(
                    Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, props.get("bootstrap.servers")),
                    new StringDeserializer(),
                    new StringDeserializer());
            List<TopicPartition> from = List.of(new TopicPartition(props.get("from"), 0));
            consumer.assign(from);
            consumer.seekToBeginning(from);
        }

        @Override
        public List<SourceRecord> poll() {
            List<SourceRecord> records = new ArrayList<>();
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                Map<String, ?> offset = Map.of("offset", record.offset());
                records.add(new SourceRecord(partition, offset, topic, Schema.OPTIONAL_STRING_SCHEMA, record.value()));
            }
            return records.isEmpty() ? null : records;
        }

        @Override
        public void stop() {
            if (consumer != null) {
                consumer.close();
            }
        }

        @Override
        public String version() {
            return "1";
        }
    }
}

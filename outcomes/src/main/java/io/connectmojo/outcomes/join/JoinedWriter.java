package io.connectmojo.outcomes.join;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.connectmojo.outcomes.read.RecordReader;
import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.task.Counters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes the training table: each scored record whole, with its outcome and the outcome's time as two more fields. */
public final class JoinedWriter implements Processor<byte[], Joined, byte[], byte[]> {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final JoinedTable table;
    private final Map<Schema, Schema> schemas = new LinkedHashMap<>();
    private ProcessorContext<byte[], byte[]> context;
    private RecordReader reader;
    private AvroKafkaSerializer<GenericRecord> avro;
    private Counters counters;

    public JoinedWriter(JoinedTable table) {
        this.table = table;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        reader = new RecordReader(table.input(), table.registry());
        counters = new Counters(context, "not-in-table");
        if (table.registry() != null) {
            avro = new AvroKafkaSerializer<>();
            Map<String, Object> settings = new LinkedHashMap<>(table.registry());
            settings.putIfAbsent("apicurio.registry.auto-register", "true");
            avro.configure(settings, false);
        }
    }

    @Override
    public void process(Record<byte[], Joined> record) {
        Joined joined = record.value();
        Headers headers = new RecordHeaders();
        byte[] value;
        try {
            Object scored =
                    reader.read(joined.waiting().headers(), joined.waiting().record());
            value = scored instanceof GenericRecord avroRecord
                    ? avro.serialize(table.topic(), headers, withOutcome(avroRecord, joined))
                    : JSON.writeValueAsBytes(withOutcome((Map<?, ?>) scored, joined));
        } catch (IOException e) {
            counters.add("not-in-table");
            return;
        }
        context.forward(new Record<>(record.key(), value, record.timestamp(), headers));
    }

    private Object outcome(Scored scored) {
        return scored.numbers().length > 0 ? (Object) scored.numbers()[0] : scored.actual();
    }

    private Map<String, Object> withOutcome(Map<?, ?> scored, Joined joined) {
        Map<String, Object> row = new LinkedHashMap<>();
        scored.forEach((name, value) -> row.put(name.toString(), value));
        row.put(table.outcome(), outcome(joined.scored()));
        row.put(table.outcomeTime(), joined.known());
        return row;
    }

    private GenericRecord withOutcome(GenericRecord scored, Joined joined) {
        Schema schema = schemas.computeIfAbsent(
                scored.getSchema(), of -> schema(of, joined.scored().numbers().length > 0));
        GenericRecord row = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Schema.Field same = scored.getSchema().getField(field.name());
            if (same != null) {
                row.put(field.pos(), scored.get(same.pos()));
            }
        }
        row.put(table.outcome(), outcome(joined.scored()));
        row.put(table.outcomeTime(), joined.known());
        return row;
    }

    private Schema schema(Schema scored, boolean number) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : scored.getFields()) {
            if (!field.name().equals(table.outcome()) && !field.name().equals(table.outcomeTime())) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        Schema type = Schema.create(number ? Schema.Type.DOUBLE : Schema.Type.STRING);
        fields.add(new Schema.Field(table.outcome(), type));
        fields.add(new Schema.Field(table.outcomeTime(), Schema.create(Schema.Type.LONG)));
        return Schema.createRecord(scored.getName() + "Joined", null, scored.getNamespace(), false, fields);
    }

    @Override
    public void close() {
        reader.close();
        if (avro != null) {
            avro.close();
        }
    }
}

package io.connectmojo.bench;

import hex.genmodel.GenModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import hex.genmodel.easy.prediction.AbstractPrediction;
import hex.genmodel.easy.prediction.AnomalyDetectionPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import hex.genmodel.easy.prediction.ClusteringModelPrediction;
import hex.genmodel.easy.prediction.MultinomialModelPrediction;
import hex.genmodel.easy.prediction.RegressionModelPrediction;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The usual code, written with care: one wrapper for all records, one output schema per input schema; per record a RowData
 * and a new Struct, field by field and by name.
 */
final class NaivePeer {
    private final EasyPredictModelWrapper wrapper;
    private final boolean everythingToText;
    private final Cache<Schema, Schema> schemas = new SynchronizedCache<>(new LRUCache<>(16));

    NaivePeer(GenModel model, boolean everythingToText) {
        this.everythingToText = everythingToText;
        this.wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(model)
                .setConvertUnknownCategoricalLevelsToNa(true)
                .setConvertInvalidNumbersToNa(true));
    }

    SinkRecord apply(SinkRecord record) {
        Struct input = (Struct) record.value();
        RowData row = new RowData();
        for (Field field : input.schema().fields()) {
            Object value = input.get(field.name());
            if (value != null) {
                boolean number = value instanceof Number && !everythingToText;
                row.put(field.name(), number ? (Object) ((Number) value).doubleValue() : value.toString());
            }
        }
        try {
            AbstractPrediction prediction = wrapper.predict(row);
            Struct output = new Struct(schema(input.schema(), prediction));
            for (Field field : input.schema().fields()) {
                output.put(field.name(), input.get(field.name()));
            }
            put(prediction, output);
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    output.schema(),
                    output,
                    record.timestamp());
        } catch (PredictException e) {
            throw new IllegalStateException(e);
        }
    }

    private Schema schema(Schema input, AbstractPrediction prediction) {
        Schema output = schemas.get(input);
        if (output == null) {
            SchemaBuilder builder = SchemaBuilder.struct().name(input.name());
            for (Field field : input.fields()) {
                builder.field(field.name(), field.schema());
            }
            if (prediction instanceof BinomialModelPrediction) {
                builder.field("prediction", Schema.STRING_SCHEMA);
                builder.field("p0", Schema.FLOAT64_SCHEMA);
                builder.field("p1", Schema.FLOAT64_SCHEMA);
            } else if (prediction instanceof MultinomialModelPrediction) {
                builder.field("prediction", Schema.STRING_SCHEMA);
            } else {
                builder.field("prediction", Schema.FLOAT64_SCHEMA);
            }
            output = builder.build();
            schemas.put(input, output);
        }
        return output;
    }

    private static void put(AbstractPrediction prediction, Struct output) {
        if (prediction instanceof BinomialModelPrediction p) {
            output.put("prediction", p.label);
            output.put("p0", p.classProbabilities[0]);
            output.put("p1", p.classProbabilities[1]);
        } else if (prediction instanceof MultinomialModelPrediction p) {
            output.put("prediction", p.label);
        } else if (prediction instanceof RegressionModelPrediction p) {
            output.put("prediction", p.value);
        } else if (prediction instanceof ClusteringModelPrediction p) {
            output.put("prediction", (double) p.cluster);
        } else if (prediction instanceof AnomalyDetectionPrediction p) {
            output.put("prediction", p.normalizedScore);
        } else if (prediction instanceof AutoEncoderModelPrediction p) {
            output.put("prediction", p.mse);
        } else {
            throw new IllegalArgumentException(prediction.getClass().getSimpleName());
        }
    }
}

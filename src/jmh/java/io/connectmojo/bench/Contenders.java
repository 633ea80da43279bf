package io.connectmojo.bench;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import io.connectmojo.MojoScorer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.connect.sink.SinkRecord;

/** All that is measured on one model: what each does with the record of an index. */
final class Contenders implements AutoCloseable {
    static final String NAIVE_TEXT = "naive, all text";
    static final String NAIVE = "naive, numbers";
    static final String OURS = "ours";
    static final String REFERENCE = "ours, reference engine";
    static final String HEADERS = "ours, to headers";
    static final String JSON = "ours, JSON text";
    static final String SCORE0 = "score0 alone";
    static final String EMPTY = "empty transform";

    final Map<String, IntFunction<Object>> all = new LinkedHashMap<>();
    final int fields;
    private final List<MojoScorer<SinkRecord>> transforms;

    Contenders(BenchModel model) {
        GenModel genModel = model.load();
        BenchRecords records = new BenchRecords(genModel);
        fields = records.fields();
        NaivePeer text = new NaivePeer(genModel, true);
        NaivePeer numbers = new NaivePeer(genModel, false);
        boolean classes = genModel.getModelCategory() == ModelCategory.Binomial;
        Map<String, String> plain = config(model, classes, Map.of());
        MojoScorer<SinkRecord> ours = transform(plain);
        MojoScorer<SinkRecord> reference = transform(config(model, classes, Map.of("model.engine", "reference")));
        MojoScorer<SinkRecord> headers = transform(config(model, classes, Map.of("output.destination", "headers")));
        MojoScorer<SinkRecord> json = transform(config(model, classes, Map.of("input.format", "json")));
        transforms = List.of(ours, reference, headers, json);
        List<SinkRecord> texts = records.asJson();
        double[] row = new double[genModel.nfeatures()];
        double[] predictions = new double[genModel.getPredsSize(genModel.getModelCategory())];
        all.put(NAIVE_TEXT, i -> text.apply(records.get(i)));
        all.put(NAIVE, i -> numbers.apply(records.get(i)));
        all.put(OURS, i -> ours.apply(records.get(i)));
        all.put(REFERENCE, i -> reference.apply(records.get(i)));
        all.put(HEADERS, i -> headers.apply(records.get(i)));
        all.put(JSON, i -> json.apply(texts.get(i & BenchRecords.COUNT - 1)));
        all.put(SCORE0, i -> {
            System.arraycopy(records.row(i), 0, row, 0, row.length);
            return genModel.score0(row, predictions);
        });
        all.put(EMPTY, i -> {
            SinkRecord record = records.get(i);
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    record.valueSchema(),
                    record.value(),
                    record.timestamp());
        });
    }

    static Map<String, String> config(BenchModel model, boolean classes, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("model.path", model.zip().toString());
        config.put("output.field", "scored");
        if (classes) {
            config.put("output.include", "probabilities");
        }
        return config;
    }

    static MojoScorer<SinkRecord> transform(Map<String, String> config) {
        MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();
        transform.configure(config);
        return transform;
    }

    @Override
    public void close() {
        transforms.forEach(MojoScorer::close);
    }
}

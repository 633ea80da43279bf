package io.connectmojo.bench;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.PredictContributions;
import hex.genmodel.PredictContributionsFactory;
import io.connectmojo.MojoScorer;
import io.connectmojo.UnmeasuredTransform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.connect.sink.SinkRecord;

/** What is measured on one model: what each does with the record of an index. Made when asked for, so that none is idle. */
final class Contenders implements AutoCloseable {
    static final String NAIVE_TEXT = "naive, all text";
    static final String NAIVE = "naive, numbers";
    static final String OURS = "ours";
    static final String UNMEASURED = "ours, metrics off";
    static final String PROFILED = "ours, with a profile";
    static final String SHADOW = "ours, challenger in shadow";
    static final String SPLIT = "ours, challenger answers half";
    static final String REFERENCE = "ours, reference engine";
    static final String HEADERS = "ours, to headers";
    static final String JSON = "ours, JSON text";
    static final String SCORE0 = "score0 alone";
    static final String EMPTY = "empty transform";
    static final String EXPLAINED = "ours, 3 reasons";
    static final String EXPLAINED_BY_REFERENCE = "ours, reference engine, 3 reasons";
    static final String GENMODEL_CONTRIBUTIONS = "genmodel's calculateContributions";

    static final String EVENT_PATHS = "ours, event, spelled paths";
    static final String EVENT_ROOT = "ours, event, root";
    static final String EVENT_PARENT = "ours, event, root and parent";
    static final String PREVIOUS_EQUAL = "ours, event, root, previous of equal cells";
    static final String PREVIOUS_OTHER = "ours, event, root, previous of other cells";

    static final List<String> ALL =
            List.of(NAIVE_TEXT, NAIVE, OURS, UNMEASURED, REFERENCE, HEADERS, JSON, SCORE0, EMPTY);

    private final BenchModel model;
    private final GenModel genModel;
    private final BenchRecords records;
    private final List<MojoScorer<SinkRecord>> transforms = new ArrayList<>();

    Contenders(BenchModel model) {
        this.model = model;
        genModel = model.load();
        records = new BenchRecords(genModel);
    }

    int fields() {
        return records.fields();
    }

    IntFunction<Object> open(String contender) {
        return switch (contender) {
            case NAIVE_TEXT -> naive(true);
            case NAIVE -> naive(false);
            case OURS -> ours(Map.of());
            case UNMEASURED -> {
                MojoScorer<SinkRecord> transform = UnmeasuredTransform.of(config(model, isBinomial(), Map.of()));
                transforms.add(transform);
                yield i -> transform.apply(records.get(i));
            }
            case PROFILED ->
                ours(Map.of(
                        "model.profile",
                        BenchProfile.write(model, genModel, records).toString()));
            case SHADOW -> ours(Map.of("challenger.model.path", model.zip().toString()));
            case SPLIT ->
                ours(Map.of(
                        "challenger.model.path", model.zip().toString(),
                        "challenger.share", "0.5",
                        "challenger.split.field", "customer",
                        "challenger.compare", "0"));
            case REFERENCE -> ours(Map.of("model.engine", "reference"));
            case HEADERS -> ours(Map.of("output.destination", "headers"));
            case JSON -> {
                MojoScorer<SinkRecord> json = open(Map.of("input.format", "json"));
                List<SinkRecord> texts = records.asJson();
                yield i -> json.apply(texts.get(i & BenchRecords.COUNT - 1));
            }
            case EVENT_PATHS -> event(false, Map.of("input.fields", records.paths(genModel)));
            case EVENT_ROOT -> event(false, Map.of("input.root", "after"));
            case EVENT_PARENT -> event(false, Map.of("input.root", "after", "output.parent", "after"));
            case PREVIOUS_EQUAL -> event(false, Map.of("input.root", "after", "output.include", "previous"));
            case PREVIOUS_OTHER -> event(true, Map.of("input.root", "after", "output.include", "previous"));
            case SCORE0 -> score0();
            case EXPLAINED -> explained(Map.of());
            case EXPLAINED_BY_REFERENCE -> explained(Map.of("model.engine", "reference"));
            case GENMODEL_CONTRIBUTIONS -> contributions();
            case EMPTY ->
                i -> {
                    SinkRecord record = records.get(i);
                    return record.newRecord(
                            record.topic(),
                            record.kafkaPartition(),
                            record.keySchema(),
                            record.key(),
                            record.valueSchema(),
                            record.value(),
                            record.timestamp());
                };
            default -> throw new IllegalArgumentException(contender);
        };
    }

    private IntFunction<Object> naive(boolean everythingToText) {
        NaivePeer peer = new NaivePeer(genModel, everythingToText);
        return i -> peer.apply(records.get(i));
    }

    private IntFunction<Object> ours(Map<String, String> more) {
        MojoScorer<SinkRecord> transform = open(more);
        return i -> transform.apply(records.get(i));
    }

    /** @param changed whether features were others before */
    private IntFunction<Object> event(boolean changed, Map<String, String> more) {
        MojoScorer<SinkRecord> transform = transform(config(model, false, more));
        transforms.add(transform);
        List<SinkRecord> events = records.asEvents(changed);
        return i -> transform.apply(events.get(i & BenchRecords.COUNT - 1));
    }

    private IntFunction<Object> score0() {
        double[] row = new double[genModel.nfeatures()];
        double[] predictions = new double[genModel.getPredsSize(genModel.getModelCategory())];
        return i -> {
            System.arraycopy(records.row(i), 0, row, 0, row.length);
            return genModel.score0(row, predictions);
        };
    }

    private IntFunction<Object> explained(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("output.contributions.top", "3");
        config.put("output.include", "contributions");
        MojoScorer<SinkRecord> transform = transform(config(model, false, config));
        transforms.add(transform);
        return i -> transform.apply(records.get(i));
    }

    /** All of them, which the largest are not picked from. */
    private IntFunction<Object> contributions() {
        PredictContributions predictor =
                ((PredictContributionsFactory) model.loadWithMetadata()).makeContributionsPredictor();
        return i -> predictor.calculateContributions(records.row(i));
    }

    private MojoScorer<SinkRecord> open(Map<String, String> more) {
        MojoScorer<SinkRecord> transform = transform(config(model, isBinomial(), more));
        transforms.add(transform);
        return transform;
    }

    private boolean isBinomial() {
        return genModel.getModelCategory() == ModelCategory.Binomial;
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

package io.connectmojo.scoring;

import io.connectmojo.config.InputFormat;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.RowPlan;
import io.connectmojo.row.StructPlan;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model within one transform: everything that is compiled for the two of them, once, and the buffers that are reused
 * from record to record. Not thread-safe.
 */
public final class ScoringArm {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private final Model model;
    private final MojoScorerConfig config;
    private final InputFormat inputFormat;
    private final RowSpec spec;
    private final Scorer scorer;
    private final OutputWriter writer;
    private final Row row;
    private final Prediction prediction;
    private final ColumnCounts counts;
    private final SchemaHistory seen;

    /** Null when no setting says where outcomes stand. */
    private final OutcomeReader outcomes;

    private final Map<Schema, PayloadFormat> ofStructs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, PayloadFormat> eldest) {
            return size() > OutputWriter.MAX_SCHEMAS;
        }
    };
    private Schema lastSchema;
    private PayloadFormat lastOfStruct;
    private PayloadFormat ofMaps;
    private PayloadFormat ofText;

    /** How many have been bound, those that were bound again included. */
    private long schemas;

    ScoringArm(
            Model model,
            MojoScorerConfig config,
            RowSpec spec,
            Scorer scorer,
            OutputWriter writer,
            SchemaHistory seen) {
        this.model = model;
        this.config = config;
        this.inputFormat = config.inputFormat();
        this.spec = spec;
        this.scorer = scorer;
        this.writer = writer;
        this.seen = seen;
        this.row = new Row(spec.columns().size());
        this.prediction = scorer.newPrediction();
        this.counts = new ColumnCounts(spec);
        this.outcomes = config.outcomeField()
                .flatMap(path -> OutcomeReader.of(path, Scorers.shapeOf(model)))
                .orElse(null);
    }

    /** Tells the metrics what really happened, when the scored record says it. */
    public void recordOutcome(PayloadFormat format, Object payload, Prediction scored, ScoringMetrics metrics) {
        if (outcomes != null) {
            outcomes.read(format.fields(payload), scored, metrics);
        }
    }

    Model model() {
        return model;
    }

    /** The prediction for the payload, or null when its record is to pass untouched. */
    public Prediction score(PayloadFormat format, Object payload) {
        if (!format.read(payload, row, counts)) {
            return null;
        }
        scorer.score(row, prediction);
        return prediction;
    }

    public ColumnCounts counts() {
        return counts;
    }

    /** How payloads of that schema and class are read and written. */
    public PayloadFormat formatOf(Schema schema, Object payload) {
        return switch (inputFormat) {
            case CONNECT -> payload instanceof Struct struct ? ofStruct(struct) : ofMap(schema, payload);
            case JSON -> {
                requireClass(
                        payload instanceof String || payload instanceof byte[] || payload instanceof ByteBuffer,
                        payload,
                        "set input.format=connect, or use StringConverter or ByteArrayConverter");
                seen.last(payload);
                yield ofText == null ? json(payload) : ofText;
            }
            case DELIMITED -> {
                requireClass(payload instanceof String, payload, "set input.format=connect, or use StringConverter");
                seen.last(payload);
                yield ofText == null ? delimited() : ofText;
            }
        };
    }

    private PayloadFormat ofStruct(Struct struct) {
        Schema schema = struct.schema();
        if (schema == lastSchema) {
            return lastOfStruct;
        }
        PayloadFormat format = ofStructs.get(schema);
        if (format == null) {
            seen.add(schema);
            StructPlan plan = RowPlan.compile(schema, spec);
            logOfSchema(plan, struct);
            format = new StructFormat(plan, writer, writer.target(schema), config.toHeaders());
            ofStructs.put(schema, format);
        }
        lastSchema = schema;
        lastOfStruct = format;
        return format;
    }

    private PayloadFormat ofMap(Schema schema, Object payload) {
        requireClass(
                payload instanceof Map && schema == null,
                payload,
                payload instanceof String || payload instanceof byte[]
                        ? "set input.format=json or delimited, or a converter that gives Structs or Maps"
                        : "use a converter that gives Structs or schemaless Maps");
        seen.last(payload);
        if (ofMaps == null) {
            RowPlan plan = RowPlan.forMaps(spec);
            log(plan, payload);
            ofMaps = new PayloadFormat.OfMaps(plan, writer);
        }
        return ofMaps;
    }

    private PayloadFormat json(Object payload) {
        RowPlan plan = RowPlan.forMaps(spec);
        log(plan, JsonFormat.allValues(payload));
        ofText = new JsonFormat(spec, plan, writer, neededNames());
        return ofText;
    }

    private PayloadFormat delimited() {
        RowPlan plan = RowPlan.forMaps(spec);
        Map<String, Object> columns = new LinkedHashMap<>();
        config.delimitedColumns().forEach(name -> columns.put(name, ""));
        log(plan, columns);
        ofText = new DelimitedFormat(plan, writer, config.delimitedColumns(), config.delimitedSeparator());
        return ofText;
    }

    private Predicate<String> neededNames() {
        Set<String> names = new HashSet<>(spec.topLevelNames());
        config.outcomeField().ifPresent(path -> names.add(path.steps().get(0)));
        return spec.match() == RowSpec.Match.RELAXED ? name -> true : names::contains;
    }

    /** Schemas that come and go by the thousand are not to fill the log. */
    private void logOfSchema(StructPlan plan, Struct struct) {
        if (schemas < OutputWriter.MAX_SCHEMAS) {
            log(plan, struct);
        } else if (schemas == OutputWriter.MAX_SCHEMAS) {
            log.warn(
                    "Records of more than {} schemas: each further one is bound without a table here, and one that is forgotten in"
                            + " between is bound again, which takes time",
                    OutputWriter.MAX_SCHEMAS);
        }
        schemas++;
    }

    private static void log(RowPlan plan, Object record) {
        if (log.isInfoEnabled()) {
            log.info("{}", plan.bindingTable(record));
        }
    }

    private void requireClass(boolean right, Object payload, String fix) {
        if (!right) {
            throw Problem.of(
                            RecordError.NOT_A_RECORD,
                            "The record is of class " + payload.getClass().getSimpleName())
                    .where("input.format=" + inputFormat.name().toLowerCase(java.util.Locale.ROOT))
                    .why("this format does not cover that class")
                    .fix(fix);
        }
    }
}

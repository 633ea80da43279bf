package io.connectmojo.scoring;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.Setting;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.model.library.ModelRequest;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.output.PredictedClass;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.record.DelimitedLine;
import io.connectmojo.score.compiled.Engine;
import io.connectmojo.score.compiled.Scorers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configured transform without its records: the handle of its model, the binding to the model that serves now, and the
 * writer of its outputs. Each record is scored by exactly one model. Not thread-safe, but for what the reload asks.
 */
public final class ScoringTask implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private final MojoScorerConfig config;
    private final OutputOptions outputs;
    private final ModelHandle handle;
    private final OutputWriter writer;
    private final OutputLayout promised;
    private final SchemaHistory seen = new SchemaHistory(this::fields);
    private final ScoringMetrics metrics;
    private final MetricsRegistration registration;
    private ScoringArm binding;

    private ScoringTask(MojoScorerConfig config, MetricsMaker metricsMaker) {
        this.config = config;
        outputs = config.outputOptions();
        handle = ModelLibrary.open(new ModelRequest(
                config.modelSource(),
                config.modelSha256(),
                config.reloadIntervalMillis(),
                Scorers::shapeOf,
                this::refusal));
        try {
            Model model = handle.current();
            promised = layout(model);
            requireComparable(model);
            metrics = metricsMaker.make(config.metricsOptions(), handle::life);
            registration = MetricsRegistration.of(metrics);
            writer = new OutputWriter(promised, outputs.existing());
            binding = bind(model, false);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /** Loads the model and binds it; throws a {@link MojoException} when it cannot serve this configuration. */
    public static ScoringTask open(MojoScorerConfig config, MetricsMaker metrics) {
        return new ScoringTask(config, metrics);
    }

    /** Makes the metrics of a transform. */
    public interface MetricsMaker {
        ScoringMetrics make(ScoringMetrics.Options options, Supplier<ModelStatus> life);
    }

    /** The binding to the model that serves now. */
    public ScoringArm binding() {
        Model current = handle.current();
        if (current != binding.model()) {
            writer.use(layout(current));
            binding = bind(current, true);
        }
        return binding;
    }

    public OutputWriter writer() {
        return writer;
    }

    public ScoringMetrics metrics() {
        return metrics;
    }

    public MetricsRegistration registration() {
        return registration;
    }

    @Override
    public void close() {
        registration.close();
        handle.close();
    }

    private ScoringArm bind(Model model, boolean reloaded) {
        Engine engine = Scorers.best(model, outputs.parts(), outputs.contributions(), config.referenceEngineOnly());
        log.info(
                "Model {} serves: {}, {}, engine {}, {} columns, outputs {}",
                stamp(model),
                model.algorithm(),
                Scorers.shapeOf(model).category(),
                engine.why(),
                model.columns().size(),
                writer.fields().stream().map(field -> field.name()).toList());
        ScoringArm bound = new ScoringArm(
                model, config, RowSpecFactory.of(config, model, reloaded), engine.scorer(), writer, seen);
        metrics.serve(
                Scorers.shapeOf(model),
                engine.scorer().engine(),
                bound.counts(),
                new PredictedClass(outputs.threshold()),
                config.outcomeField().isPresent());
        registration.refresh();
        return bound;
    }

    private void requireComparable(Model model) {
        if (config.outcomeField().isPresent()
                && OutcomeReader.of(config.outcomeField().get(), Scorers.shapeOf(model))
                        .isEmpty()) {
            throw Setting.OUTCOME_FIELD.problem(
                    ConfigError.OUTCOME,
                    "outcomes are compared with classes and with regression values, and this model's category is "
                            + Scorers.shapeOf(model).category(),
                    "remove outcome.field");
        }
    }

    private OutputLayout layout(Model model) {
        return OutputLayout.of(Scorers.shapeOf(model), outputs, stamp(model));
    }

    private String stamp(Model model) {
        return config.modelName() + "@" + model.digest().substring(0, 12);
    }

    /** What a reload may change: everything but the outputs promised and the columns that records can fill. */
    private Optional<MojoException> refusal(Model serving, Model candidate) {
        try {
            List<String> differences = layout(candidate).differencesFrom(layout(serving));
            if (Scorers.shapeOf(candidate).category()
                    != Scorers.shapeOf(serving).category()) {
                return Optional.of(refused(
                        "it is of category " + Scorers.shapeOf(candidate).category() + ", the serving one of "
                                + Scorers.shapeOf(serving).category()));
            }
            if (!differences.isEmpty()) {
                return Optional.of(refused("its outputs differ: " + String.join(", ", differences)));
            }
            Optional<MojoException> unfilled = seen.refusal(RowSpecFactory.of(config, candidate, true));
            if (unfilled.isEmpty()) {
                // compiled and checked here, not on the task's thread when its next record comes
                Scorers.best(candidate, outputs.parts(), outputs.contributions(), config.referenceEngineOnly());
            }
            return unfilled.map(problem -> refused(problem.firstLine()));
        } catch (MojoException problem) {
            return Optional.of(refused(problem.firstLine()));
        }
    }

    private Map<?, ?> fields(Object payload) {
        return switch (config.inputFormat()) {
            case CONNECT -> (Map<?, ?>) payload;
            case JSON -> JsonFormat.allValues(payload);
            case DELIMITED ->
                DelimitedLine.parse((String) payload, config.delimitedColumns(), config.delimitedSeparator())
                        .values();
        };
    }

    private static MojoException refused(String why) {
        return Problem.of(ModelError.NOT_A_SUCCESSOR, "The new model cannot take over from the serving one")
                .where("model.path")
                .why(why)
                .fix("restart the connector to change what its records look like");
    }
}

package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputField;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.output.PredictedClass;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.RecordFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.score.compiled.Engine;
import io.connectmojo.score.compiled.Scorers;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.connect.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model within one transform: its handle, the binding to what serves now, its metrics, and the schemas that it has seen. Each
 * record is scored by exactly one model. On the task's thread only, but for what a reload asks.
 */
public final class ScoringArm implements Arm {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private final ArmSettings settings;
    private final RecordFormat format;
    private final OutputSchemas outputs;
    private final Function<Model, RowObserver> observers;
    private final OpenedModel opened;
    private final ArmMetrics metrics;
    private ModelBinding binding;

    /**
     * Loads the model and binds it.
     *
     * @param outputs of the transform, shared by its arms
     * @param observers who looks at the rows of a model
     * @throws MojoException when the model cannot serve this configuration
     */
    public static ScoringArm open(
            ArmSettings settings,
            RecordFormat format,
            OutputSchemas outputs,
            MetricsMaker metricsMaker,
            Function<Model, RowObserver> observers) {
        OpenedModel opened = OpenedModel.open(settings, format, model -> {});
        try {
            ArmMetrics metrics = ArmMetrics.of(metricsMaker, settings, opened.handle()::status);
            return new ScoringArm(settings, format, outputs, opened, metrics, observers);
        } catch (RuntimeException e) {
            opened.handle().close();
            throw e;
        }
    }

    /**
     * Binds a model that was opened for these settings, and is the arm's own from now on.
     *
     * @throws MojoException when the model cannot serve this configuration
     */
    public ScoringArm(
            ArmSettings settings,
            RecordFormat format,
            OutputSchemas outputs,
            OpenedModel opened,
            ArmMetrics metrics,
            Function<Model, RowObserver> observers) {
        this.settings = settings;
        this.format = format;
        this.outputs = outputs;
        this.opened = opened;
        this.metrics = metrics;
        this.observers = observers;
        Model model = opened.model();
        binding = bind(model, settings.layout(model), false);
    }

    @Override
    public ArmEvents metrics() {
        return metrics.counts();
    }

    @Override
    public MetricsRegistration registration() {
        return metrics.registration();
    }

    /** Goes over to a model that has replaced the one that served. Otherwise one volatile read. */
    public void refresh() {
        Model current = opened.handle().current();
        if (current != binding.model()) {
            binding = bind(Objects.requireNonNull(current, "closed"), settings.layout(current), true);
        }
    }

    /** The top-level members of a record that the model that serves now may read. */
    public Predicate<String> needed() {
        return binding.needed();
    }

    @Override
    public ScoringResult score(RecordView view) {
        try {
            return binding.score(view);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            return Failed.of(failure);
        }
    }

    @Override
    public Object append(RecordView view, ScoringResult result) {
        return binding.append(view, result);
    }

    @Override
    public void addTo(Headers headers, RecordView view, ScoringResult result) {
        binding.addTo(headers, view, result);
    }

    @Override
    public void count(RecordView view, Scored scored, long begin) {
        metrics().scored(scored.prediction(), begin);
        binding.recordOutcome(view, scored, metrics());
    }

    @Override
    public void close() {
        registration().close();
        opened.handle().close();
    }

    /** Who looks at the rows: somebody from outside, or else who compares them with the model's profile. */
    private RowObserver observer(Model model) {
        RowObserver outside = observers.apply(model);
        return outside == RowObserver.NONE
                ? metrics().drift().<RowObserver>map(drift -> drift).orElse(outside)
                : outside;
    }

    private ModelBinding bind(Model model, OutputLayout layout, boolean reloaded) {
        OutputWriter writer = new OutputWriter(layout, outputs);
        Engine engine = settings.engine(model);
        if (settings.isOneOfMany()) {
            log.debug("Model {} serves, engine {}", settings.stamp(model), engine.why());
        } else {
            log.info(
                    "Model {} serves: {}, {}, engine {}, {} columns, outputs {}",
                    settings.stamp(model),
                    model.algorithm(),
                    Scorers.shapeOf(model).category(),
                    engine.why(),
                    model.columns().size(),
                    layout.fields().stream().map(OutputField::name).toList());
            settings.logIntervals(model, log);
        }
        RowSpec spec = settings.spec(model, reloaded);
        RowPlans plans = new RowPlans(settings, spec, format, opened.history(), outputs);
        metrics().compare(model, Scorers.shapeOf(model));
        ModelBinding bound = new ModelBinding(
                model,
                plans,
                engine.scorer(),
                writer,
                observer(model),
                settings.outcomes(model),
                settings.tellsQuality(),
                settings.range(model));
        boolean isNews = metrics()
                .serve(
                        Scorers.shapeOf(model),
                        engine.scorer().engine(),
                        bound.counts(),
                        PredictedClass.of(
                                Scorers.shapeOf(model), settings.outputs().decisions()),
                        bound.readsOutcomes());
        if (isNews) {
            registration().refresh();
        }
        return bound;
    }
}

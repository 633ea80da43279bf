package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.connect.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model within one transform: its handle, the binding to what serves now, its metrics, and the schemas that it has seen. Each
 * record is scored by exactly one model. On the task's thread only, but for what a reload asks.
 */
public final class ScoringArm implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    private final ArmSettings settings;
    private final RecordFormat format;
    private final OutputSchemas outputs;
    private final Function<Model, RowObserver> observers;
    private final SchemaHistory history;
    private final ReloadCheck reloads;
    private final ModelHandle handle;
    private final ScoringMetrics metrics;
    private final MetricsRegistration registration;
    private ModelBinding binding;

    /**
     * Loads the model and binds it.
     *
     * @param outputs of the transform, shared by its arms
     * @param observers who looks at the rows of a model
     * @throws MojoException when the model cannot serve this configuration
     */
    public ScoringArm(
            ArmSettings settings,
            RecordFormat format,
            OutputSchemas outputs,
            MetricsMaker metricsMaker,
            Function<Model, RowObserver> observers) {
        this.settings = settings;
        this.format = format;
        this.outputs = outputs;
        this.observers = observers;
        history = new SchemaHistory(format::allFields);
        reloads = new ReloadCheck(settings, history);
        handle = ModelLibrary.open(settings.request(reloads::refusal), settings::check);
        try {
            Model model = Objects.requireNonNull(handle.current(), "just opened");
            OutputLayout layout = settings.layout(model);
            metrics = metricsMaker.make(settings.metrics(), handle::status);
            registration = MetricsRegistration.of(metrics);
            binding = bind(model, layout, false);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    public ScoringMetrics metrics() {
        return metrics;
    }

    public MetricsRegistration registration() {
        return registration;
    }

    /** Why the candidate cannot take over by a reload, after the records so far; empty when it can. */
    public Optional<MojoException> refusal(Model candidate) {
        return reloads.refusal(binding.model(), candidate);
    }

    /** Goes over to a model that has replaced the one that served. Otherwise one volatile read. */
    public void refresh() {
        Model current = handle.current();
        if (current != binding.model()) {
            binding = bind(Objects.requireNonNull(current, "closed"), settings.layout(current), true);
        }
    }

    /** The top-level members of a record that the model that serves now may read. */
    public Predicate<String> needed() {
        return binding.needed();
    }

    /** Scores a record that is read. Never throws, but for an OutOfMemoryError. */
    public ScoringResult score(RecordView view) {
        try {
            return binding.score(view);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            return Failed.of(failure);
        }
    }

    /** A copy of the payload of the record that was scored last, with the outputs; those of a failure are null. */
    public Object append(RecordView view, ScoringResult result) {
        return binding.append(view, result);
    }

    /** Adds the outputs to headers, which are the caller's copy; those of a failure are null. */
    public void addTo(Headers headers, RecordView view, ScoringResult result) {
        binding.addTo(headers, view, result);
    }

    /**
     * Counts a record that was scored and written.
     *
     * @param begin what the metrics told when it came
     */
    public void count(RecordView view, Scored scored, long begin) {
        metrics.scored(scored.prediction(), begin);
        binding.recordOutcome(view, scored, metrics);
    }

    @Override
    public void close() {
        registration.close();
        handle.close();
    }

    /** Who looks at the rows: somebody from outside, or else who compares them with the model's profile. */
    private RowObserver observer(Model model) {
        RowObserver outside = observers.apply(model);
        return outside == RowObserver.NONE
                ? metrics.drift().<RowObserver>map(drift -> drift).orElse(outside)
                : outside;
    }

    private ModelBinding bind(Model model, OutputLayout layout, boolean reloaded) {
        OutputWriter writer = new OutputWriter(layout, outputs);
        Engine engine = settings.engine(model);
        log.info(
                "Model {} serves: {}, {}, engine {}, {} columns, outputs {}",
                settings.stamp(model),
                model.algorithm(),
                Scorers.shapeOf(model).category(),
                engine.why(),
                model.columns().size(),
                layout.fields().stream().map(OutputField::name).toList());
        settings.logIntervals(model, log);
        RowSpec spec = settings.spec(model, reloaded);
        RowPlans plans = new RowPlans(spec, settings.needed(spec), format, history, outputs, settings.copiesPayloads());
        metrics.compare(model, Scorers.shapeOf(model));
        ModelBinding bound = new ModelBinding(
                model,
                plans,
                engine.scorer(),
                writer,
                observer(model),
                settings.outcomes(model),
                settings.tellsQuality(),
                settings.range(model),
                settings.previous(model, plans));
        metrics.serve(
                Scorers.shapeOf(model),
                engine.scorer().engine(),
                bound.counts(),
                PredictedClass.of(Scorers.shapeOf(model), settings.outputs().decisions()),
                bound.readsOutcomes());
        registration.refresh();
        return bound;
    }
}

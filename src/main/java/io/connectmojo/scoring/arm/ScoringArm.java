package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.metrics.Comparison;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputField;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.output.PredictedClass;
import io.connectmojo.output.SecondPrediction;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.score.compiled.Engine;
import io.connectmojo.score.compiled.Scorers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final SharedPlans plans;
    private final Function<Model, RowObserver> observers;
    private final OpenedModel opened;
    private final ArmMetrics metrics;
    private ModelBinding binding;

    /**
     * Loads the model and binds it.
     *
     * @param plans of the transform
     * @param observers who looks at the rows of a model
     * @throws MojoException when the model cannot serve this configuration
     */
    public static ScoringArm open(
            ArmSettings settings,
            SharedPlans plans,
            MetricsMaker metricsMaker,
            Function<Model, RowObserver> observers) {
        OpenedModel opened = OpenedModel.open(settings, plans, model -> {});
        try {
            ArmMetrics metrics = ArmMetrics.of(metricsMaker, settings, opened.handle()::status);
            return new ScoringArm(settings, plans, opened, metrics, observers);
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
            SharedPlans plans,
            OpenedModel opened,
            ArmMetrics metrics,
            Function<Model, RowObserver> observers) {
        this.settings = settings;
        this.plans = plans;
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

    /** The model that serves now. */
    public Model model() {
        return binding.model();
    }

    /** What the predictions of that model are, to compare them with those of another. */
    public Comparison.Side side() {
        PredictionShape shape = Scorers.shapeOf(model());
        return new Comparison.Side(
                shape, PredictedClass.of(shape, settings.outputs().decisions()));
    }

    /** What a challenger of this arm's model must have in common with it. */
    public Consumer<Model> besideCheck(ArmSettings ofChallenger) {
        return new BesideCheck(
                settings.layout(model()), Scorers.shapeOf(model()).category(), ofChallenger);
    }

    /** Tells of columns that the configuration names, and neither this arm's model has nor the other one. */
    public void warnOfUnknownColumns(Model other) {
        Set<String> unknown = RowSpecFactory.unknownNames(settings.config(), List.of(model(), other));
        if (!unknown.isEmpty()) {
            log.warn(
                    "Neither model has the {}, which settings name",
                    MojoException.firstThree("column", List.copyOf(unknown)));
        }
    }

    @Override
    public Optional<MojoException> refusal(Model candidate) {
        return new ReloadCheck(settings, plans.history()).refusal(model(), candidate);
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
        return score(view, true);
    }

    /** The same for a record that another arm answers: nothing is copied. */
    public ScoringResult look(RecordView view) {
        return score(view, false);
    }

    private ScoringResult score(RecordView view, boolean answers) {
        try {
            return binding.score(view, answers);
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
        OutputWriter writer = settings.role().answers() ? new OutputWriter(layout, plans.outputs()) : null;
        Engine engine = settings.engine(model);
        if (settings.role().isOneOfMany()) {
            log.debug("Model {} serves, engine {}", settings.stamp(model), engine.why());
        } else {
            logServing(model, engine, writer == null ? List.of() : layout.fields());
        }
        RowSpec spec = settings.spec(model, reloaded);
        RowPlans rows = plans.of(spec, settings);
        metrics().compare(model, Scorers.shapeOf(model));
        ModelBinding bound = new ModelBinding(
                model,
                rows,
                engine.scorer(),
                writer,
                observer(model),
                settings.outcomes(model),
                settings.tellsQuality(),
                settings.range(model),
                settings.previous(model, rows));
        SecondPrediction second = settings.second();
        if (second != null && settings.role().isChallenger()) {
            second.serve(Scorers.shapeOf(model), settings.outputs());
        }
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

    private void logServing(Model model, Engine engine, List<OutputField> fields) {
        log.info(
                "{} {} serves: {}, {}, engine {}, {} columns, outputs {}",
                settings.role().title(),
                settings.stamp(model),
                model.algorithm(),
                Scorers.shapeOf(model).category(),
                engine.why(),
                model.columns().size(),
                fields.isEmpty()
                        ? "none"
                        : fields.stream().map(OutputField::name).toList());
        settings.logIntervals(model, log);
    }
}

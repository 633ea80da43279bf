package io.connectmojo.scoring;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.ConnectFormat;
import io.connectmojo.record.ControlRecords;
import io.connectmojo.record.DelimitedFormat;
import io.connectmojo.record.JsonFormat;
import io.connectmojo.record.KeyOrValue;
import io.connectmojo.record.RecordFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.scoring.arm.Arm;
import io.connectmojo.scoring.arm.ArmSettings;
import io.connectmojo.scoring.arm.MetricsMaker;
import io.connectmojo.scoring.arm.ScoringArm;
import io.connectmojo.scoring.arm.SharedPlans;
import io.connectmojo.scoring.fleet.Fleet;
import io.connectmojo.scoring.fleet.FleetSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * A configured transform: one record after the other is viewed, scored by an arm, and written. On the task's thread only.
 */
public final class ScoringTask implements AutoCloseable {
    private final KeyOrValue part;
    private final ControlRecords controlRecords = new ControlRecords();
    private final ErrorPolicy errorPolicy;
    private final ArmSelector arms;
    private final RecordView view;
    private final boolean readsMetadata;
    private final RecordWriter writer;

    private ScoringTask(
            MojoScorerConfig config,
            KeyOrValue part,
            MetricsMaker metricsMaker,
            Function<Model, RowObserver> observers) {
        this.part = part;
        OutputOptions options = config.outputOptions();
        OutputSchemas outputs = new OutputSchemas(options.existing(), config.parent());
        RecordFormat format = format(config);
        SharedPlans plans = new SharedPlans(format, outputs);
        arms = config.challenger()
                .<ArmSelector>map(second -> Challenge.open(config, second, plans, metricsMaker, observers))
                .or(() -> config.recordModels()
                        .map(models -> new ModelPerRecord(Fleet.open(
                                new FleetSettings(config, options, models, part == KeyOrValue.KEY),
                                plans,
                                outputs,
                                observers))))
                .orElseGet(() -> new SingleArm(
                        ScoringArm.open(ArmSettings.of(config, options), plans, metricsMaker, observers)));
        view = format.newView(
                arms::needed, config.toHeaders() ? RecordFormat.NOTHING : outputs::isOutput, config.parent());
        readsMetadata = config.readsMetadata();
        writer = new RecordWriter(part, config.toHeaders());
        errorPolicy = new ErrorPolicy(config.nullOnError());
    }

    /** Loads the model and binds it; throws a {@link MojoException} when it cannot serve this configuration. */
    public static ScoringTask open(MojoScorerConfig config, KeyOrValue part, MetricsMaker metrics) {
        return open(config, part, metrics, model -> RowObserver.NONE);
    }

    /** As {@link #open(MojoScorerConfig, KeyOrValue, MetricsMaker)}, with somebody who looks at the rows of each model. */
    public static ScoringTask open(
            MojoScorerConfig config, KeyOrValue part, MetricsMaker metrics, Function<Model, RowObserver> observers) {
        return new ScoringTask(config, part, metrics, observers);
    }

    /**
     * The record that goes on: with outputs, or untouched.
     *
     * @throws org.apache.kafka.connect.errors.DataException when it cannot be scored and {@code on.error=fail}
     */
    public <R extends ConnectRecord<R>> R apply(R record) {
        Object payload = part.payload(record);
        Arm arm = arms.first();
        if (payload == null || controlRecords.contains(record)) {
            arm.metrics().passed();
            return record;
        }
        long begin = arm.metrics().begin();
        Failed failed;
        view.begin(part.schema(record), payload);
        if (readsMetadata) {
            view.of(record);
        }
        try {
            arms.refresh();
            if (!view.read()) {
                arm.metrics().passed();
                return record;
            }
            arm = arms.select(view);
            if (arm != arms.first()) {
                arm.metrics().begin(begin);
            }
            ScoringResult result = arm.score(view);
            arms.scored(view, arm, result);
            if (result instanceof Scored scored) {
                R written = writer.write(record, view, scored, arm);
                arm.count(view, scored, begin);
                arms.done(view, arm, scored);
                return written;
            }
            if (!(result instanceof Failed problem)) {
                arm.metrics().passed();
                return record;
            }
            failed = problem;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            failed = Failed.of(failure);
        }
        arm.metrics().failed(failed.problem().code());
        if (view.isRead()) {
            arms.done(view, arm, failed);
        }
        errorPolicy.decide(failed.problem());
        return writer.write(record, view, failed, arm);
    }

    /**
     * Why a model cannot take over by a reload from the one that serves first, after the records so far; empty when it can, and when each
     * record names its model.
     */
    public Optional<MojoException> refusal(Model candidate) {
        return arms.first() instanceof ScoringArm arm ? arm.refusal(candidate) : Optional.empty();
    }

    /** Where the metrics of each arm are shown. */
    public List<MetricsRegistration> registrations() {
        return arms.registrations();
    }

    @Override
    public void close() {
        arms.close();
    }

    private static RecordFormat format(MojoScorerConfig config) {
        return switch (config.inputFormat()) {
            case CONNECT -> new ConnectFormat();
            case JSON -> new JsonFormat();
            case DELIMITED -> new DelimitedFormat(config.delimitedColumns(), config.delimitedSeparator());
        };
    }
}

package io.connectmojo.scoring.fleet;

import io.connectmojo.metrics.FleetMetrics;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.template.TemplateReader;
import io.connectmojo.score.RowObserver;
import io.connectmojo.scoring.arm.Arm;
import io.connectmojo.scoring.arm.ArmMetrics;
import io.connectmojo.scoring.arm.ArmSettings;
import io.connectmojo.scoring.arm.OpenedModel;
import io.connectmojo.scoring.arm.ScoringArm;
import io.connectmojo.scoring.arm.SharedPlans;
import io.connectmojo.scoring.fleet.Refusals.Refusal;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arms of a task whose records name their models. A record with the texts of the one before meets its arm at once; another one finds
 * its arm by its texts, or waits until the model is loaded on another thread. On the task's thread only.
 */
public final class Fleet implements AutoCloseable {
    private final SharedPlans plans;
    private final OutputSchemas outputs;
    private final Function<Model, RowObserver> observers;
    private final TemplateReader reader;
    private final FleetProblems problems;
    private final FleetMetrics metrics;
    private final MetricsRegistration registration;
    private final FleetCounts counts;
    private final Refusals refusals;
    private final SameOutputs same;
    private final FleetLoads loads;
    private final FleetArms arms = new FleetArms(FleetLimits.ofWorker().models());
    private final NoArm none;

    /** Null when no setting names one. */
    private final @Nullable ScoringArm fallback;

    /** The arm of the last record; null when that had none of its own. */
    private @Nullable FleetArm current;

    private Fleet(
            FleetSettings settings,
            SharedPlans plans,
            OutputSchemas outputs,
            Function<Model, RowObserver> observers,
            WorkerModels worker,
            LoadQueue queue) {
        this.plans = plans;
        this.outputs = outputs;
        this.observers = observers;
        reader = new TemplateReader(settings.models().template(), settings.scoresKey());
        problems = new FleetProblems(settings.setting(), settings.models().loadTimeout());
        counts = new FleetCounts(worker);
        metrics = new FleetMetrics(settings.metrics(), counts::models, counts::fleet);
        registration = MetricsRegistration.of(metrics);
        refusals = new Refusals(problems);
        same = new SameOutputs(outputs, settings.config().outcomeField().isPresent());
        loads = new FleetLoads(
                queue,
                texts -> load(settings.ofRecord(texts), plans, metrics, worker, counts),
                settings.models().loadTimeout(),
                problems,
                counts);
        none = new NoArm(metrics, registration);
        fallback = settings.fallback().map(this::openFallback).orElse(null);
    }

    /**
     * Makes ready for the first record; loads the fallback model, if there is one.
     *
     * @throws MojoException when that cannot serve this configuration
     */
    public static Fleet open(
            FleetSettings settings, SharedPlans plans, OutputSchemas outputs, Function<Model, RowObserver> observers) {
        return open(settings, plans, outputs, observers, WorkerModels.ofWorker(), LoadQueue.ofWorker());
    }

    static Fleet open(
            FleetSettings settings,
            SharedPlans plans,
            OutputSchemas outputs,
            Function<Model, RowObserver> observers,
            WorkerModels worker,
            LoadQueue queue) {
        return new Fleet(settings, plans, outputs, observers, worker, queue);
    }

    private static FleetArm load(
            ArmSettings settings, SharedPlans plans, FleetMetrics metrics, WorkerModels worker, FleetCounts counts) {
        try {
            FleetArm arm = FleetArm.load(settings, plans, metrics, worker);
            counts.loaded();
            return arm;
        } catch (RuntimeException | Error e) {
            counts.failed();
            throw e;
        }
    }

    private ScoringArm openFallback(ArmSettings settings) {
        OpenedModel opened = OpenedModel.open(settings, plans, model -> {});
        try {
            return bind(settings, opened, metrics.newMember());
        } catch (RuntimeException e) {
            opened.handle().close();
            throw e;
        }
    }

    private ScoringArm bind(ArmSettings settings, OpenedModel opened, FleetMetrics.Member member) {
        Model model = opened.model();
        OutputLayout layout = settings.layout(model);
        boolean isFirst = same.require(model, layout, settings.feed().toString());
        ScoringArm arm = new ScoringArm(settings, plans, opened, new ArmMetrics(member, registration), observers);
        if (isFirst) {
            none.write(new OutputWriter(layout, outputs));
        }
        return arm;
    }

    /** The arm of records that have none. */
    public Arm none() {
        return none;
    }

    /**
     * The arm of a record that is read.
     *
     * @throws MojoException D020 to D023 when there is none
     */
    public Arm select(RecordView view) {
        boolean isSame = reader.read(view.fieldsRead(), Objects.requireNonNull(view.record(), "metadata is read"));
        if (isSame && current != null) {
            ScoringArm arm = current.bound();
            if (arm != null) {
                return arm;
            }
        }
        FleetArm before = current;
        current = null;
        if (before != null) {
            before.rest();
        }
        String texts = reader.text();
        return texts == null ? fallback(problems.noText()) : select(texts, view);
    }

    private Arm select(String texts, RecordView view) {
        FleetArm known = arms.find(texts);
        if (known == null) {
            Refusal refusal = refusals.find(texts);
            if (refusal != null) {
                return refused(refusal);
            }
            loads.takeLate(this::takeLate);
            known = arms.find(texts);
        }
        if (known == null) {
            Load load = loads.await(texts);
            MojoException problem = load.problem();
            if (problem != null) {
                return refused(refusals.add(texts, problem));
            }
            known = Objects.requireNonNull(load.arm(), "loaded");
            arms.add(texts, known);
            if (!known.enter()) {
                // it came late, and has been given up already
                throw problems.late();
            }
        }
        current = known;
        ScoringArm arm = known.bound();
        if (arm != null) {
            return arm;
        }
        try {
            return bindFirst(known, view);
        } catch (MojoException e) {
            current = null;
            arms.remove(texts);
            return refused(refusals.add(texts, e));
        }
    }

    /** What the outputs are called is known with the first model only; a text is read anew with an eye on them. */
    private ScoringArm bindFirst(FleetArm known, RecordView view) {
        boolean isFirst = !none.writes();
        ScoringArm arm = bind(known.settings(), known.opened(), known.member());
        known.bind(arm);
        if (isFirst) {
            view.read();
        }
        return arm;
    }

    private void takeLate(String texts, Load load) {
        MojoException problem = load.problem();
        if (problem != null) {
            refusals.add(texts, problem);
        } else {
            arms.add(texts, Objects.requireNonNull(load.arm(), "loaded"));
        }
    }

    private Arm refused(Refusal refusal) {
        if (!refusal.isAbsent()) {
            throw refusal.problem();
        }
        return fallback(refusal.problem());
    }

    private Arm fallback(MojoException problem) {
        if (fallback == null) {
            throw problem;
        }
        counts.fellBack();
        fallback.refresh();
        return fallback;
    }

    @Override
    public void close() {
        current = null;
        loads.close();
        arms.close();
        registration.close();
        if (fallback != null) {
            fallback.close();
        }
    }
}

package io.connectmojo.scoring.challenge;

import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.scoring.arm.ArmMetrics;
import io.connectmojo.scoring.arm.ArmSettings;
import io.connectmojo.scoring.arm.MetricsMaker;
import io.connectmojo.scoring.arm.OpenedModel;
import io.connectmojo.scoring.arm.Role;
import io.connectmojo.scoring.arm.ScoringArm;
import io.connectmojo.scoring.arm.SharedPlans;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second model of a transform, which may come late or never: whatever is wrong with it, is told by the log and its metrics alone.
 * Its arm is used on the task's thread; any thread may bring the model.
 */
public final class Challenger implements ChallengerLoad.Taker, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("io.connectmojo.MojoScorer");

    /** How long a task that starts waits for a challenger in shadow, so that its first records are compared, too. */
    private static final long SHADOW_PATIENCE_MILLIS = 2000;

    private final ArmSettings settings;
    private final SharedPlans plans;
    private final ArmMetrics metrics;

    /** While there is no model. */
    private volatile ModelStatus before = ModelStatus.none();

    /** Null until there is a model. */
    private volatile @Nullable OpenedModel opened;

    /** Why a model that is there cannot be used; null when it can. */
    private volatile @Nullable MojoException unusable;

    /** Null until the model is bound. */
    private @Nullable ScoringArm arm;

    /** The model that could not be bound. */
    private @Nullable Model failed;

    /** What has failed records of this model so far. */
    private final Set<ErrorCode> told = new HashSet<>();

    private @Nullable Thread loading;
    private String lastProblem = "";
    private boolean closed;

    private Challenger(ArmSettings settings, SharedPlans plans, MetricsMaker metricsMaker) {
        this.settings = settings;
        this.plans = plans;
        this.metrics = ArmMetrics.of(metricsMaker, settings, this::status);
    }

    /**
     * Begins to load the challenger. One in shadow is waited for a moment, and loaded behind the task's back if it takes longer; one that
     * answers records is waited for like a transform's own model, because the first of them may be the challenger's.
     *
     * @param check throws for a model that cannot stand beside the champion; not to hold a task in memory
     * @throws MojoException when a model that is to answer records is there, and cannot stand beside the champion
     */
    public static Challenger open(
            ArmSettings settings, SharedPlans plans, MetricsMaker metricsMaker, Consumer<Model> check) {
        Challenger challenger = new Challenger(settings, plans, metricsMaker);
        long interval = settings.feed().changes() ? settings.source().reloadIntervalMillis() : -1;
        ChallengerLoad load = new ChallengerLoad(
                () -> OpenedModel.open(settings, plans, check), settings.feed().toString(), challenger, interval);
        if (settings.role() == Role.SHADOW) {
            challenger.loading = load.start();
            load.awaitFirst(SHADOW_PATIENCE_MILLIS);
        } else if (!load.once()) {
            MojoException problem = challenger.unusable;
            if (problem != null && (problem.code() instanceof ConfigError || problem.code() == ModelError.BESIDE)) {
                challenger.close();
                throw problem;
            }
            challenger.loading = interval >= 0 ? load.start() : null;
        }
        return challenger;
    }

    /** What has happened to its model. */
    private ModelStatus status() {
        OpenedModel there = opened;
        if (there == null) {
            return before.with(settings.feed().news());
        }
        ModelStatus status = there.handle().status();
        MojoException problem = unusable;
        return problem == null ? status : status.failed(problem.code().id());
    }

    @Override
    public synchronized void take(OpenedModel there) {
        if (closed) {
            there.handle().close();
            return;
        }
        unusable = null;
        opened = there;
    }

    @Override
    public synchronized void refuse(MojoException problem) {
        unusable = problem;
        before = before.failed(problem.code().id());
        if (!lastProblem.equals(problem.firstLine())) {
            lastProblem = problem.firstLine();
            log.warn(
                    "Challenger {} does not serve, and the champion answers alone: {}",
                    settings.feed(),
                    problem.firstLine());
        }
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Its arm; null while there is none. */
    public @Nullable ScoringArm arm() {
        return arm;
    }

    public ArmMetrics metrics() {
        return metrics;
    }

    public MetricsRegistration registration() {
        return metrics.registration();
    }

    /** Goes over to a model that has come. Otherwise two volatile reads. Never throws, but for an OutOfMemoryError. */
    public void refresh() {
        OpenedModel there = opened;
        if (there == null) {
            return;
        }
        Model next = there.handle().current();
        ScoringArm now = arm;
        if (next == null || next == failed || now != null && next == now.model()) {
            return;
        }
        try {
            if (now == null) {
                arm = new ScoringArm(settings, plans, there, metrics, model -> RowObserver.NONE);
            } else {
                now.refresh();
            }
            failed = null;
            unusable = null;
            told.clear();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed = next;
            refuse(Failed.of(e).problem());
        }
    }

    /** Counts a record that it could not score, and logs the first of each kind. */
    public void failed(MojoException problem) {
        metrics.counts().failed(problem.code());
        if (told.add(problem.code())) {
            log.warn(
                    "Challenger {} cannot score a record, and others like it are only counted: {}",
                    settings.feed(),
                    problem.firstLine());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (loading != null) {
            loading.interrupt();
        }
        metrics.registration().close();
        OpenedModel there = opened;
        if (there != null) {
            there.handle().close();
        }
    }
}

package io.connectmojo.scoring.fleet;

import io.connectmojo.metrics.FleetMetrics;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.scoring.arm.ArmSettings;
import io.connectmojo.scoring.arm.OpenedModel;
import io.connectmojo.scoring.arm.ScoringArm;
import io.connectmojo.scoring.arm.SharedPlans;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One task's arm for the records with the same texts. In use from the task's record on until the task goes on to another arm; at rest
 * it may be made to give its model up, by any thread.
 */
final class FleetArm implements Resident {
    private static final int RESTING = 0;
    private static final int IN_USE = 1;
    private static final int GONE = 2;

    private final ArmSettings settings;
    private final FleetMetrics.Member member;
    private final WorkerModels worker;
    private final AtomicInteger state = new AtomicInteger(IN_USE);
    private volatile long lastUsed = System.nanoTime();

    /** Null once it is gone. */
    private @Nullable OpenedModel opened;

    /** The model that it is counted with. */
    private @Nullable Model counted;

    /** Null before its first record, and once it is gone. */
    private @Nullable ScoringArm arm;

    private FleetArm(
            ArmSettings settings, OpenedModel opened, Model counted, FleetMetrics.Member member, WorkerModels worker) {
        this.settings = settings;
        this.opened = opened;
        this.counted = counted;
        this.member = member;
        this.worker = worker;
    }

    /**
     * Loads a model on this thread and counts it. The arm is in use.
     *
     * @throws MojoException when there is none that can serve
     */
    static FleetArm load(ArmSettings settings, SharedPlans plans, FleetMetrics metrics, WorkerModels worker) {
        OpenedModel opened = OpenedModel.open(settings, plans, model -> {});
        try {
            Model model = opened.model();
            FleetArm arm = new FleetArm(settings, opened, model, metrics.newMember(), worker);
            worker.add(arm, model.digest(), ModelSize.of(model));
            return arm;
        } catch (RuntimeException | Error e) {
            opened.handle().close();
            throw e;
        }
    }

    ArmSettings settings() {
        return settings;
    }

    FleetMetrics.Member member() {
        return member;
    }

    /** Its model; not to be asked at rest. */
    OpenedModel opened() {
        return Objects.requireNonNull(opened, "at rest");
    }

    /** A record of it comes; false when it has given its model up. */
    boolean enter() {
        return state.get() == IN_USE || state.compareAndSet(RESTING, IN_USE);
    }

    /** The task goes on to another arm. */
    void rest() {
        lastUsed = System.nanoTime();
        state.compareAndSet(IN_USE, RESTING);
    }

    /** What scores; null before {@link #bind}. Goes over to a model that has replaced its own: otherwise one volatile read. */
    @Nullable
    ScoringArm bound() {
        ScoringArm bound = arm;
        if (bound != null) {
            Model now = opened().handle().current();
            if (now != counted) {
                goOn(bound, Objects.requireNonNull(now, "closed"));
            }
        }
        return bound;
    }

    private void goOn(ScoringArm bound, Model now) {
        bound.refresh();
        counted = now;
        try {
            worker.add(this, now.digest(), ModelSize.of(now));
        } catch (MojoException tooLarge) {
            // it serves already, and is counted as its predecessor
        }
    }

    void bind(ScoringArm made) {
        arm = made;
        counted = opened().model();
    }

    @Override
    public long lastUsed() {
        return lastUsed;
    }

    @Override
    public boolean isInUse() {
        return state.get() == IN_USE;
    }

    @Override
    public boolean release() {
        return state.compareAndSet(RESTING, GONE);
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        state.set(GONE);
        OpenedModel last = opened;
        opened = null;
        arm = null;
        counted = null;
        if (last != null) {
            last.handle().close();
            member.leave();
            worker.remove(this);
        }
    }
}

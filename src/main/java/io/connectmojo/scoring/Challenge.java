package io.connectmojo.scoring;

import io.connectmojo.config.ChallengerSettings;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.Comparison;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.SecondPrediction;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.score.ScoringResult.Skipped;
import io.connectmojo.scoring.arm.Arm;
import io.connectmojo.scoring.arm.ArmSettings;
import io.connectmojo.scoring.arm.MetricsMaker;
import io.connectmojo.scoring.arm.Role;
import io.connectmojo.scoring.arm.ScoringArm;
import io.connectmojo.scoring.arm.SharedPlans;
import io.connectmojo.scoring.challenge.Challenger;
import io.connectmojo.scoring.challenge.Sampling;
import io.connectmojo.scoring.challenge.Split;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A champion and a challenger. The split value of a record decides which of both answers it; on a sample of the records the other one is
 * asked, too, behind the answer, and both are compared. Nothing that goes wrong with the one that does not answer reaches the record.
 */
final class Challenge implements ArmSelector {
    private final ScoringArm champion;
    private final Challenger challenger;

    /** Null in shadow. */
    private final @Nullable Split split;

    private final Sampling sampling;

    /** Null when the challenger's prediction is not written beside the answer. */
    private final @Nullable SecondPrediction second;

    private Predicate<String> needed;

    /** Of which arms' members that is the union. */
    private Predicate<String> neededByChampion;

    private @Nullable Predicate<String> neededByChallenger;

    /** Between which models the comparison is. */
    private @Nullable Model comparedChampion;

    private @Nullable Model comparedChallenger;

    private @Nullable Comparison comparison;

    /** Whether the arm that does not answer this record is to be asked, too. */
    private boolean due;

    /** What the challenger has said of this record before it was written; null when it was not asked. */
    private @Nullable ScoringResult asked;

    private Challenge(
            ScoringArm champion,
            Challenger challenger,
            ChallengerSettings settings,
            @Nullable SecondPrediction second) {
        this.champion = champion;
        this.challenger = challenger;
        this.split = settings.inShadow() ? null : new Split(settings.splitField(), settings.share());
        this.sampling = new Sampling(settings.compare());
        this.second = second;
        this.neededByChampion = champion.needed();
        this.needed = withSplit(neededByChampion);
    }

    /**
     * Opens both models; what is wrong with the challenger's is for its metrics and the log.
     *
     * @throws io.connectmojo.problem.MojoException when the champion cannot serve the configuration, or a challenger that is to answer
     *     records cannot stand beside it
     */
    static Challenge open(
            MojoScorerConfig config,
            ChallengerSettings settings,
            SharedPlans plans,
            MetricsMaker metricsMaker,
            Function<Model, RowObserver> observers) {
        OutputOptions options = config.outputOptions();
        SecondPrediction second =
                settings.outputField().map(SecondPrediction::new).orElse(null);
        ArmSettings first = ArmSettings.of(config, config.model(), Role.CHAMPION, options, second);
        ScoringArm champion = ScoringArm.open(first, plans, metricsMaker, observers);
        try {
            ArmSettings its = settings.inShadow()
                    ? ArmSettings.of(
                            config, settings.model(), Role.SHADOW, options.ofPrediction(second != null), second)
                    : ArmSettings.of(config, settings.model(), Role.CHALLENGER, options, second);
            Challenger challenger = Challenger.open(its, plans, metricsMaker, champion.besideCheck(its));
            return new Challenge(champion, challenger, settings, second);
        } catch (RuntimeException e) {
            champion.close();
            throw e;
        }
    }

    @Override
    public ScoringArm first() {
        return champion;
    }

    @Override
    public List<MetricsRegistration> registrations() {
        return List.of(champion.registration(), challenger.registration());
    }

    @Override
    public void close() {
        champion.close();
        challenger.close();
    }

    @Override
    public void refresh() {
        due = false;
        asked = null;
        champion.refresh();
        challenger.refresh();
        ScoringArm other = challenger.arm();
        if (other != null && (other.model() != comparedChallenger || champion.model() != comparedChampion)) {
            try {
                pair(other);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                challenger.failed(Failed.of(e).problem());
            }
        }
    }

    /** Goes on with other models. */
    private void pair(ScoringArm other) {
        comparedChampion = champion.model();
        comparedChallenger = other.model();
        comparison = null;
        Comparison next = new Comparison(champion.side(), other.side(), System::currentTimeMillis);
        comparison = next;
        challenger.metrics().counts().compare(next);
        challenger.registration().refresh();
        other.warnOfUnknownColumns(champion.model());
    }

    @Override
    public Predicate<String> needed() {
        ScoringArm other = challenger.arm();
        Predicate<String> one = champion.needed();
        Predicate<String> two = other == null ? null : other.needed();
        if (one != neededByChampion || two != neededByChallenger) {
            neededByChampion = one;
            neededByChallenger = two;
            needed = withSplit(two == null ? one : one.or(two));
        }
        return needed;
    }

    private Predicate<String> withSplit(Predicate<String> ofModels) {
        Optional<String> own = split == null ? Optional.empty() : split.topLevelName();
        return own.map(name -> ofModels.or(name::equals)).orElse(ofModels);
    }

    @Override
    public ScoringArm select(RecordView view) {
        ScoringArm other = challenger.arm();
        if (other == null) {
            return champion;
        }
        due = sampling.next();
        if (split == null || !split.choosesChallenger(view)) {
            return champion;
        }
        return other;
    }

    @Override
    public void scored(RecordView view, Arm arm, ScoringResult result) {
        if (second == null) {
            return;
        }
        second.clear();
        try {
            ScoringResult challengers = arm == champion ? askBefore(view, result) : result;
            if (challengers instanceof Scored scored) {
                second.set(scored.prediction());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            challenger.failed(Failed.of(e).problem());
        }
    }

    private @Nullable ScoringResult askBefore(RecordView view, ScoringResult result) {
        ScoringArm other = challenger.arm();
        if (due && other != null && !(result instanceof Skipped)) {
            asked = ask(view, other);
        }
        return asked;
    }

    @Override
    public void done(RecordView view, Arm arm, ScoringResult result) {
        ScoringArm other = challenger.arm();
        if (result instanceof Scored) {
            arm.metrics().answered();
        }
        if (!due || other == null) {
            return;
        }
        due = false;
        try {
            ScoringResult of = asked != null ? asked : ask(view, arm == champion ? other : champion);
            if (result instanceof Scored one && of instanceof Scored two && comparison != null) {
                comparison.record(
                        (arm == champion ? one : two).prediction(), (arm == champion ? two : one).prediction());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            challenger.failed(Failed.of(e).problem());
        }
    }

    /** Has an arm score a record that the other one answers. */
    private ScoringResult ask(RecordView view, ScoringArm arm) {
        boolean isChampion = arm == champion;
        // the champion's clock runs for each record already
        long begin = isChampion ? 0 : arm.metrics().begin();
        ScoringResult result = arm.look(view);
        if (result instanceof Scored scored) {
            arm.count(view, scored, begin);
        } else if (result instanceof Failed problem && isChampion) {
            arm.metrics().failed(problem.problem().code());
        } else if (result instanceof Failed problem) {
            challenger.failed(problem.problem());
        }
        return result;
    }
}

package io.connectmojo.model;

import hex.genmodel.GenModel;
import io.connectmojo.model.profile.Profile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model: immutable, verified, shared by every transform of the worker that uses the same bytes. Knows no record
 * and no configuration of a connector.
 */
public final class Model {
    private final GenModel genModel;
    private final String digest;
    private final String algorithm;
    private final List<ModelColumn> columns;
    private final @Nullable String offsetColumn;
    private final Map<String, Double> thresholds;
    private final ConcurrentMap<Class<?>, Object> compiled = new ConcurrentHashMap<>();

    /** The same model without a profile, with which this one shares all else; null when this is the one. */
    private final @Nullable Model bare;

    private final @Nullable Profile profile;

    public Model(
            GenModel genModel,
            String digest,
            String algorithm,
            List<ModelColumn> columns,
            @Nullable String offsetColumn,
            Map<String, Double> thresholds) {
        this.genModel = genModel;
        this.digest = digest;
        this.algorithm = algorithm;
        this.columns = List.copyOf(columns);
        this.offsetColumn = offsetColumn;
        this.thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
        this.bare = null;
        this.profile = null;
    }

    private Model(Model bare, Profile profile) {
        this.genModel = bare.genModel;
        this.digest = bare.digest;
        this.algorithm = bare.algorithm;
        this.columns = bare.columns;
        this.offsetColumn = bare.offsetColumn;
        this.thresholds = bare.thresholds;
        this.bare = bare;
        this.profile = profile;
    }

    /** This model with a profile, which somebody has found to be its own; there is still one copy of all that is large. */
    public Model withProfile(Profile profile) {
        return new Model(bare == null ? this : bare, profile);
    }

    /** The model as H2O's library knows it. Thread-safe but for GLRM, whose seeded call is to be used. */
    public GenModel genModel() {
        return genModel;
    }

    /** SHA-256 of the file, 64 lower-case hex digits. */
    public String digest() {
        return digest;
    }

    /** H2O's name of the algorithm, such as {@code Gradient Boosting Machine}. */
    public String algorithm() {
        return algorithm;
    }

    /** The input columns in the model's order. */
    public List<ModelColumn> columns() {
        return columns;
    }

    /** The column that held the offset in training, if the model was trained with one. */
    public Optional<String> offsetColumn() {
        return Optional.ofNullable(offsetColumn);
    }

    /** What the model's data looked like, where that is known. */
    public Optional<Profile> profile() {
        return Optional.ofNullable(profile);
    }

    /**
     * By criterion, such as {@code max f1}, the threshold at which H2O found its maximum, in H2O's order. Of the validation frame where
     * the model had one, else of the training frame: H2O takes the model's own threshold from the same metrics. May be empty.
     */
    public Map<String, Double> thresholds() {
        return thresholds;
    }

    /**
     * Something made from this model once and shared like the model, such as its compiled form. A maker may ask for other
     * things that are shared. The profile is no part of it.
     */
    public <T> T shared(Class<T> type, Function<Model, T> maker) {
        return bare == null ? sharedWithProfile(type, maker) : bare.shared(type, maker);
    }

    /** The same of something that is made from the model and its profile. */
    public <T> T sharedWithProfile(Class<T> type, Function<Model, T> maker) {
        Object made = compiled.get(type);
        if (made == null) {
            synchronized (compiled) {
                made = compiled.get(type);
                if (made == null) {
                    made = maker.apply(this);
                    compiled.put(type, made);
                }
            }
        }
        return type.cast(made);
    }
}

package io.connectmojo.model;

import hex.genmodel.GenModel;
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

    /**
     * By criterion, such as {@code max f1}, the threshold at which H2O found its maximum, in H2O's order. Of the validation frame where
     * the model had one, else of the training frame: H2O takes the model's own threshold from the same metrics. May be empty.
     */
    public Map<String, Double> thresholds() {
        return thresholds;
    }

    /**
     * Something made from this model once and shared like the model, such as its compiled form. A maker may ask for other
     * things that are shared.
     */
    public <T> T shared(Class<T> type, Function<Model, T> maker) {
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

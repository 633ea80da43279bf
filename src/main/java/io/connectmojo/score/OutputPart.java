package io.connectmojo.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of what {@code output.include} may name. A row says under which name, whether the compiled engine gives it, which
 * fields it becomes and how two predictions are compared in it. How genmodel gives it, and for which models, is the row of the
 * same name in {@code score.reference.PartReading}. Allowed values, documentation and the command's reports follow from here.
 *
 * <p>Parts of the prediction are computed only when they are asked for.
 */
public enum OutputPart {
    PROBABILITIES(Compiled.YES, p -> p.probabilities) {
        @Override
        public void addTo(PartFields fields) {
            fields.numbers(PartFields.By.CLASS, "p_", "probabilities", numbers());
        }
    },
    CALIBRATED_PROBABILITIES(Compiled.YES, p -> p.calibratedProbabilities) {
        @Override
        public void addTo(PartFields fields) {
            fields.numbers(PartFields.By.CLASS, "calibrated_p_", "calibrated_probabilities", numbers());
        }
    },
    CONTRIBUTIONS(Compiled.NO, p -> p.contributions) {
        @Override
        public void addTo(PartFields fields) {
            fields.contributions();
        }
    },
    LEAF_NODES(Compiled.NO, null) {
        @Override
        public void addTo(PartFields fields) {
            fields.texts("leaf_nodes", p -> p.leafPaths);
        }

        @Override
        public boolean isSame(Prediction a, Prediction b) {
            return Arrays.equals(a.leafPaths, b.leafPaths);
        }
    },
    STAGED_PREDICTIONS(Compiled.NO, p -> p.staged) {
        @Override
        public void addTo(PartFields fields) {
            fields.list("staged", numbers());
        }
    },
    DISTANCES(Compiled.YES, p -> p.distances) {
        @Override
        public void addTo(PartFields fields) {
            fields.numbers(PartFields.By.CLUSTER, "distance_", "distances", numbers());
        }
    },
    RECONSTRUCTION(Compiled.YES, p -> p.reconstruction) {
        @Override
        public void addTo(PartFields fields) {
            fields.numbers(PartFields.By.CELL, "r_", "reconstruction", numbers());
        }
    },
    /** The mean path length of an isolation forest. */
    SCORE(Compiled.YES),
    /** The raw score before the link. */
    MARGIN(Compiled.WHEN_ASKED),
    /** The prediction for the state before a change. */
    PREVIOUS(Compiled.BESIDE) {
        @Override
        public void addTo(PartFields fields) {
            fields.previous("previous");
        }

        @Override
        boolean suits(Category category) {
            return category.hasOnePrediction();
        }
    },
    /** How many cells of the record had nothing that the model could take, and how many what its profile's data never had. */
    QUALITY(Compiled.BESIDE) {
        @Override
        public void addTo(PartFields fields) {
            fields.count("missing", p -> p.missing);
            fields.count("unknown", p -> p.unknown);
            fields.count("invalid", p -> p.invalid);
            fields.countByProfile("out_of_range", p -> p.outOfRange);
        }
    },
    /** Why a record that goes on has no prediction. */
    ERROR(Compiled.BESIDE) {
        @Override
        public void addTo(PartFields fields) {
            fields.problem("error");
        }
    },
    /** The name and digest of the model. */
    MODEL(Compiled.BESIDE) {
        @Override
        public void addTo(PartFields fields) {
            fields.modelStamp("model");
        }
    },
    /** Which of the transform's models predicts. */
    ARM(Compiled.BESIDE) {
        @Override
        public void addTo(PartFields fields) {
            fields.arm("arm");
        }
    };

    /** Whether the compiled engine gives a part. */
    private enum Compiled {
        NO,
        YES,
        /** Yes, and the self-check, which takes its time, compares it only where it is asked for. */
        WHEN_ASKED,
        /** It is no part of the prediction: every model has it, and no engine gives it. */
        BESIDE
    }

    private final Compiled compiled;
    private final @Nullable Function<Prediction, double[]> numbers;

    /** One number, under the setting's own name. */
    OutputPart(Compiled compiled) {
        this(compiled, null);
    }

    OutputPart(Compiled compiled, @Nullable Function<Prediction, double[]> numbers) {
        this.compiled = compiled;
        this.numbers = numbers;
    }

    /** What {@code output.include} calls it. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    public static Optional<OutputPart> named(String settingName) {
        return Stream.of(values())
                .filter(part -> part.settingName().equals(settingName))
                .findFirst();
    }

    /** Whether the compiled engine gives it; what it does not give, the reference serves. */
    public boolean isCompiled() {
        return compiled != Compiled.NO;
    }

    /** Whether the self-check compares it only where it is asked for. */
    public boolean isCheckedWhenAsked() {
        return compiled == Compiled.WHEN_ASKED;
    }

    /** Whether models of the category have it, if it is no part of the prediction. */
    boolean suits(Category category) {
        return true;
    }

    /** Whether it is no part of the prediction, which engines would give. */
    public boolean isAlwaysAvailable() {
        return compiled == Compiled.BESIDE;
    }

    /** The fields that it becomes. */
    public void addTo(PartFields fields) {
        fields.number(settingName().replace('.', '_'), this::of);
    }

    /** Whether two predictions say the same in it, to the last bit. */
    public boolean isSame(Prediction a, Prediction b) {
        if (compiled == Compiled.BESIDE) {
            return true;
        }
        return numbers == null
                ? Double.doubleToLongBits(of(a)) == Double.doubleToLongBits(of(b))
                : Arrays.equals(numbers.apply(a), numbers.apply(b));
    }

    final Function<Prediction, double[]> numbers() {
        return Objects.requireNonNull(numbers, "one number alone");
    }

    /** The number of a part that is one number; NaN where it was not given. */
    public final double of(Prediction prediction) {
        return prediction.numbers.length == 0 ? Double.NaN : prediction.numbers[ordinal()];
    }

    /** Gives a part that is one number. */
    public final void set(Prediction prediction, double number) {
        if (prediction.numbers.length == 0) {
            prediction.numbers = new double[values().length];
            Arrays.fill(prediction.numbers, Double.NaN);
        }
        prediction.numbers[ordinal()] = number;
    }
}

package io.connectmojo.trainer;

import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters.Activation;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters.MissingValuesHandling;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import hex.genmodel.utils.DistributionFamily;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Neural networks: the categories, the activations, autoencoders. */
final class DeepSet {

    private DeepSet() {}

    static Recipe.Fit fit(String response, Consumer<DeepLearningParameters> tweak) {
        return train -> {
            DeepLearningParameters parameters = Customers.common(new DeepLearningParameters(), train, response);
            parameters._hidden = new int[] {6, 5};
            parameters._epochs = 10;
            parameters._reproducible = true;
            parameters._activation = Activation.Rectifier;
            tweak.accept(parameters);
            return new DeepLearning(parameters).trainModel().get();
        };
    }

    static void addTo(List<Recipe> set) {
        for (Activation activation : List.of(Activation.Tanh, Activation.Rectifier, Activation.Maxout, Activation.ExpRectifier)) {
            String word = activation.name().toLowerCase(java.util.Locale.ROOT);
            set.add(Customers.recipe("dl_" + word, "deep learning, regression, " + activation, "spend",
                    fit("spend", p -> p._activation = activation)));
        }
        set.add(Customers.recipe("dl_dropout", "deep learning, binomial, dropout", "buys",
                fit("buys", p -> p._activation = Activation.RectifierWithDropout)));
        set.add(Customers.recipe("dl_binomial", "deep learning, binomial", "buys", fit("buys", p -> { })));
        set.add(Customers.recipe("dl_multinomial", "deep learning, multinomial", "segment", fit("segment", p -> { })));
        set.add(Customers.recipe("dl_poisson", "deep learning, poisson distribution", "claims",
                fit("claims", p -> p._distribution = DistributionFamily.poisson)));
        set.add(Customers.recipe("dl_skip_missing", "deep learning that skips rows with missing cells in training", "buys",
                fit("buys", p -> p._missing_values_handling = MissingValuesHandling.Skip)));
        set.add(Customers.recipe("dl_offset",
                "deep learning with an offset column, which its MOJO ignores: the cluster is right, the MOJO is not", "spend",
                fit("spend", p -> p._offset_column = "exposure"), "exposure"));
        set.add(Customers.recipe("autoencoder_categorical", "autoencoder with categorical columns", null, autoencoder(4)));
        Table beats = signal(120, 24, 400);
        set.add(new Recipe("trained/autoencoder_heartbeat", "autoencoder of numeric columns only, heartbeats of 24 samples",
                "generated heartbeats, DeepSet.signal(120, 24, 400)", beats,
                Soil.within(signal(40, 24, 401), Set.of()), autoencoder(6)));
        set.add(new Recipe("trained/sensor-autoencoder", "autoencoder of 210 sensor values C1 to C210",
                "generated signals, DeepSet.signal(150, 210, 402)", signal(150, 210, 402),
                Soil.within(signal(30, 210, 403), Set.of()), autoencoder(8)));
    }

    private static Recipe.Fit autoencoder(int width) {
        return fit(null, p -> {
            p._autoencoder = true;
            p._activation = Activation.Tanh;
            p._hidden = new int[] {width, 3, width};
        });
    }

    /** Periodic signals with a little noise; every tenth has a bump that does not belong there. */
    static Table signal(int rows, int width, long seed) {
        Table table = Table.of(IntStream.rangeClosed(1, width).mapToObj(i -> "C" + i + ":n").toArray(String[]::new));
        Dice dice = new Dice(seed);
        for (int r = 0; r < rows; r++) {
            double height = dice.between(0.8, 1.2, 3);
            int bump = r % 10 == 9 ? dice.between(0, width - 1) : -1;
            Object[] cells = new Object[width];
            for (int i = 0; i < width; i++) {
                double angle = 2 * Math.PI * i / width;
                cells[i] = Dice.round(height * (Math.sin(angle) + 0.5 * Math.sin(3 * angle)) + dice.normal(0, 0.03)
                        + (i == bump ? 3 : 0), 3);
            }
            table.add(cells);
        }
        return table;
    }
}

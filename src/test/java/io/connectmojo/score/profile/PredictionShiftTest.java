package io.connectmojo.score.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index counted out by hand over what H2O's wrapper predicts. */
class PredictionShiftTest {
    private static final ModelFolder GBM = ModelFolder.of("trained/gbm_regression");
    private static final ModelFolder DRF = ModelFolder.of("trained/drf_regression");
    private static final ModelFolder GBM_CLASSES = ModelFolder.of("trained/gbm_multinomial");
    private static final ModelFolder DRF_CLASSES = ModelFolder.of("trained/drf_multinomial");

    /** The model with all rows of its folder as golden rows; their answers do not matter here. */
    private static Model withRows(ModelFolder folder) {
        Model model = ModelLoader.load(folder.model());
        CsvFile input = folder.input();
        List<GoldenRow> rows = new ArrayList<>();
        for (int i = 0; i < input.rows().size(); i++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (ModelColumn column : model.columns()) {
                String cell = input.cell(i, column.name());
                boolean level = column.kind() == ModelColumn.Kind.CATEGORICAL;
                cells.add(cell == null ? null : level ? cell : (Object) Double.valueOf(cell));
            }
            rows.add(new GoldenRow(cells, 0, new GoldenRow.Answer(Optional.empty(), List.of())));
        }
        return model.withProfile(new Profile(
                model.digest(),
                Optional.empty(),
                rows.size(),
                List.of(),
                Optional.empty(),
                rows,
                Optional.empty(),
                Optional.empty()));
    }

    private static OptionalDouble shift(ModelFolder serving, Model candidate) {
        Model before = ModelLoader.load(serving.model());
        return PredictionShift.between(
                before,
                Scorers.best(before, Set.of(), false).scorer(),
                candidate,
                Scorers.best(candidate, Set.of(), false).scorer());
    }

    private static List<RowData> rows(ModelFolder folder) {
        CsvFile input = folder.input();
        List<RowData> rows = new ArrayList<>();
        for (int i = 0; i < input.rows().size(); i++) {
            RowData row = new RowData();
            for (String column : input.header()) {
                if (input.cell(i, column) != null) {
                    row.put(column, input.cell(i, column));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static EasyPredictModelWrapper wrapper(ModelFolder folder) throws Exception {
        return new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(MojoModel.load(folder.model().toString()))
                .setConvertUnknownCategoricalLevelsToNa(true));
    }

    private static double psi(List<Integer> before, List<Integer> after, int bins) {
        double sum = 0;
        for (int bin = 0; bin < bins; bin++) {
            int key = bin;
            double p = (before.stream().filter(b -> b == key).count() + 0.5) / (before.size() + 0.5 * bins);
            double q = (after.stream().filter(b -> b == key).count() + 0.5) / (after.size() + 0.5 * bins);
            sum += (q - p) * Math.log(q / p);
        }
        return sum;
    }

    @Test
    void numbers_areCountedInTenBinsOfTheServingModel() throws Exception {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (RowData row : rows(DRF)) {
            before.add(wrapper(GBM).predictRegression(row).value);
            after.add(wrapper(DRF).predictRegression(row).value);
        }
        double[] sorted = before.stream().mapToDouble(d -> d).sorted().toArray();
        TreeSet<Double> edges = new TreeSet<>();
        for (int tenth = 1; tenth <= 10; tenth++) {
            edges.add(sorted[(int) Math.ceil(tenth * sorted.length / 10.0) - 1]);
        }
        assertThat(edges).as("no ties in the data of this test").hasSize(10);
        List<Integer> binsBefore = new ArrayList<>();
        List<Integer> binsAfter = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            binsBefore.add(bin(before.get(i), sorted[0], edges));
            binsAfter.add(bin(after.get(i), sorted[0], edges));
        }
        double expected = psi(binsBefore, binsAfter, 13);
        assertThat(expected).isGreaterThan(0.001);
        assertThat(shift(GBM, withRows(DRF)).getAsDouble()).isCloseTo(expected, within(1e-12));
    }

    /** Of 13: missing, below, the ten, above. */
    private static int bin(double score, double min, TreeSet<Double> edges) {
        return score < min ? 1 : 2 + edges.headSet(score).size();
    }

    @Test
    void labels_areCountedByName() throws Exception {
        TreeMap<String, Integer> bins = new TreeMap<>();
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (RowData row : rows(DRF_CLASSES)) {
            for (boolean candidate : new boolean[] {false, true}) {
                String label = wrapper(candidate ? DRF_CLASSES : GBM_CLASSES).predictMultinomial(row).label;
                bins.putIfAbsent(label, bins.size());
                (candidate ? after : before).add(bins.get(label));
            }
        }
        assertThat(shift(GBM_CLASSES, withRows(DRF_CLASSES)).getAsDouble())
                .isCloseTo(psi(before, after, bins.size()), within(1e-12));
    }

    @Test
    void sameModel_hasNoShift() {
        for (ModelFolder folder : Arrays.asList(GBM, GBM_CLASSES, ModelFolder.of("trained/kmeans_raw"))) {
            assertThat(shift(folder, withRows(folder))).hasValue(0);
        }
    }

    @Test
    void noRows_haveNoShift() {
        assertThat(shift(GBM, ModelLoader.load(DRF.model()))).isEmpty();
    }

    @Test
    void modelOfOtherColumns_scoresThemAsMissing() {
        assertThat(shift(ModelFolder.of("house-prices"), withRows(DRF)).getAsDouble())
                .as("a constant against numbers of another size")
                .isGreaterThan(5);
    }
}

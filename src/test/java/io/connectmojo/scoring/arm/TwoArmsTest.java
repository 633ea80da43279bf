package io.connectmojo.scoring.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.drift.DriftWindow;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.problem.RecordError;
import io.connectmojo.record.ConnectFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two models on the same record: one writes, the other only reads. */
class TwoArmsTest {
    private static final ModelFolder GBM = ModelFolder.of("trained/gbm_regression");
    private static final ModelFolder DRF = ModelFolder.of("trained/drf_regression");
    private static final int CLEAN = cleanRow();

    private final ConnectFormat format = new ConnectFormat();
    private final OutputSchemas outputs = new OutputSchemas(Existing.FAIL);
    private final RecordView view = format.newView(() -> name -> true, name -> true);
    private final ScoringArm first = arm(GBM, Role.CHAMPION);
    private final ScoringArm second = arm(DRF, Role.CHALLENGER);

    private ScoringArm arm(ModelFolder model, Role role) {
        String path = model.model().toString();
        MojoScorerConfig config = new MojoScorerConfig(Map.of("model.path", path));
        ArmSettings settings = new ArmSettings(
                config,
                config.model(),
                role,
                OutputOptions.of("prediction"),
                ModelFeeds.ofPath(path),
                model.name(),
                Optional.empty(),
                new ScoringMetrics.Options(model.name(), model.name(), 0, new DriftWindow(0, 1000)),
                null);
        return ScoringArm.open(settings, new SharedPlans(format, outputs), ScoringMetrics::of, any -> RowObserver.NONE);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static int cleanRow() {
        CsvFile one = GBM.input();
        CsvFile other = DRF.input();
        for (int row = 0; row < one.rows().size(); row++) {
            if (one.rows().get(row).equals(other.rows().get(row))) {
                return row;
            }
        }
        throw new AssertionError("no row without gaps in both");
    }

    private static Struct loan() {
        CsvFile input = GBM.input();
        SchemaBuilder builder = SchemaBuilder.struct();
        input.header().forEach(column -> builder.field(column, Schema.OPTIONAL_STRING_SCHEMA));
        Struct struct = new Struct(builder.build());
        input.header().forEach(column -> struct.put(column, input.cell(CLEAN, column)));
        return struct;
    }

    private static Object expected(ModelFolder model) throws Exception {
        return new Oracle(model.model())
                .predict(Oracle.row(model.input(), CLEAN, ""), 0)
                .get("value");
    }

    private void look(Struct struct) {
        view.begin(struct.schema(), struct);
        view.read();
    }

    private static Object value(ScoringResult result) {
        return ((Scored) result).prediction().value;
    }

    @Test
    void bothScoreOneView_eachAnswersAsH2oDoes() throws Exception {
        look(loan());
        ScoringResult ofFirst = first.score(view);
        ScoringResult ofSecond = second.score(view);
        assertThat(value(ofFirst)).isEqualTo(expected(GBM));
        assertThat(value(ofSecond)).isEqualTo(expected(DRF)).isNotEqualTo(expected(GBM));
    }

    @Test
    void readerScoresLater_writersCopyStays() throws Exception {
        Struct in = loan();
        look(in);
        ScoringResult ofFirst = first.score(view);
        Struct copy = view.copy();
        second.look(view);
        assertThat(view.copy()).isSameAs(copy);
        Struct out = (Struct) first.append(view, ofFirst);
        assertThat(out).isSameAs(copy);
        assertThat(out.get("prediction")).isEqualTo(expected(GBM));
        in.schema().fields().forEach(field -> assertThat(out.get(field.name())).isEqualTo(in.get(field)));
        assertThat(in).isEqualTo(loan());
    }

    @Test
    void armsWrite_schemaIsOneInstance() {
        look(loan());
        Struct byFirst = (Struct) first.append(view, first.score(view));
        look(loan());
        Struct bySecond = (Struct) second.append(view, second.score(view));
        assertThat(bySecond.schema()).isSameAs(byFirst.schema());
    }

    @Test
    void recordThatNoArmCanRead_failedForEach() {
        Schema other =
                SchemaBuilder.struct().field("other", Schema.STRING_SCHEMA).build();
        look(new Struct(other).put("other", "secret"));
        for (ScoringArm arm : new ScoringArm[] {first, second}) {
            assertThat(arm.score(view))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.problem().code()).isEqualTo(RecordError.NOTHING_MATCHED));
        }
        assertThat(view.copy()).isNull();
    }

    @Test
    void scoredResult_reusedFromRecordToRecord() {
        look(loan());
        ScoringResult once = first.score(view);
        look(loan());
        assertThat(first.score(view)).isSameAs(once);
    }
}

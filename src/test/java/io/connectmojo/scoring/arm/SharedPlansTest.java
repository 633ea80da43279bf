package io.connectmojo.scoring.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.record.ConnectFormat;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedPlansTest {
    private final MojoScorerConfig config = new MojoScorerConfig(Map.of("model.path", "/none.zip"));
    private final OutputOptions outputs = config.outputOptions();
    private final SharedPlans plans = new SharedPlans(new ConnectFormat(), new OutputSchemas(outputs.existing()));

    private ArmSettings arm(Role role) {
        return ArmSettings.of(config, config.model(), role, outputs, null);
    }

    private static RowSpec columns(String... levels) {
        return RowSpec.of(List.of(
                ColumnSpec.of("age", ModelColumn.Kind.NUMERIC, List.of()),
                ColumnSpec.of("plan", ModelColumn.Kind.CATEGORICAL, List.of(levels))));
    }

    @Test
    void equalColumns_haveOnePlanForAllArms() {
        RowPlans first = plans.of(columns("a", "b"), arm(Role.CHAMPION));
        assertThat(plans.of(columns("a", "b"), arm(Role.CHALLENGER))).isSameAs(first);
        assertThat(plans.of(columns("a", "b"), arm(Role.ONE_OF_MANY))).isSameAs(first);
    }

    @Test
    void otherLevels_haveAPlanOfTheirOwn() {
        RowPlans first = plans.of(columns("a", "b"), arm(Role.CHAMPION));
        assertThat(plans.of(columns("b", "a"), arm(Role.CHALLENGER))).isNotSameAs(first);
    }

    @Test
    void otherOutputs_haveAPlanOfTheirOwn() {
        RowPlans first = plans.of(columns("a"), arm(Role.CHAMPION));
        OutputOptions more =
                new MojoScorerConfig(Map.of("model.path", "/none.zip", "output.include", "quality")).outputOptions();
        ArmSettings shadow = ArmSettings.of(config, config.model(), Role.SHADOW, more, null);
        assertThat(plans.of(columns("a"), shadow)).isNotSameAs(first);
    }

    @Test
    void onlyArm_getsANewPlanForEachModel() {
        RowPlans first = plans.of(columns("a"), arm(Role.ALONE));
        assertThat(plans.of(columns("a"), arm(Role.ALONE))).isNotSameAs(first);
    }
}

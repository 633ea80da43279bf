package io.connectmojo.output;

import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.output.decision.Bands;
import io.connectmojo.output.decision.Decisions;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** The page of outputs is made from what the layouts of each category answer to each setting: order, names and types. */
class OutputsPageTest {
    private static final ProfileFacts PROFILE = new ProfileFacts(true, OptionalDouble.of(1));

    @Test
    void theOutputsPageShowsEveryCategoryUnderEverySetting() throws IOException {
        StringBuilder page = new StringBuilder();
        for (Category category : Category.values()) {
            PredictionShape shape = SampleShapes.of(category);
            page.append("\n### ").append(category).append("\n\n").append(sample(shape));
            page.append("| setting | `output.layout=flat` | `output.layout=nested` |\n|---|---|---|\n");
            line(page, shape, "always", OutputType.AUTO, Set.of(), 0, null);
            for (OutputPart part : OutputPart.values()) {
                line(page, shape, include(part), OutputType.AUTO, EnumSet.of(part), 0, null);
                if (part == OutputPart.QUALITY) {
                    line(page, shape, include(part) + ", with a profile", EnumSet.of(part), Decisions.NONE);
                }
                if (part == OutputPart.CONTRIBUTIONS) {
                    String top = include(part) + ", `output.contributions.top=1`";
                    line(page, shape, top, OutputType.AUTO, EnumSet.of(part), 1, null);
                    if (category == Category.Multinomial) {
                        ofAllClasses(page, shape);
                    }
                }
            }
            line(page, shape, "`output.threshold=0.9`", OutputType.AUTO, Set.of(), 0, 0.9);
            Bands bands = new Bands(List.of("low", "high"), List.of(0.9));
            line(page, shape, "`output.bands=low:0.9,high`", Set.of(), new Decisions(null, bands, Double.NaN));
            line(page, shape, "`output.interval=0.9`, with a calibration", Set.of(), new Decisions(null, null, 0.9));
            for (OutputType type : EnumSet.complementOf(EnumSet.of(OutputType.AUTO))) {
                String setting = "`output.type=" + type.name().toLowerCase(Locale.ROOT) + "`";
                line(page, shape, setting, type, Set.of(), 0, null);
            }
            line(page, shape, "all outputs together", OutputType.AUTO, all(shape), 0, null);
        }
        GeneratedPage.agrees(
                Path.of("docs/outputs.md"), "outputs", page.append('\n').toString());
    }

    private static String sample(PredictionShape shape) {
        List<String> facts = new ArrayList<>();
        if (!shape.classes().isEmpty()) {
            facts.add("the classes `" + String.join("`, `", shape.classes()) + "`");
        }
        if (!shape.contributions().isEmpty()) {
            facts.add("the columns `" + String.join("`, `", shape.contributions()) + "`");
        }
        if (!shape.reconstruction().isEmpty()) {
            facts.add("a categorical column `deck` with levels `A`, `B` and a numeric column `age`");
        }
        if (shape.anomalyThreshold()) {
            facts.add("a threshold in the MOJO");
        }
        if (shape.dimensions() > 0) {
            facts.add(shape.dimensionNames().isEmpty() ? shape.dimensions() + " dimensions" : "two encoded columns");
        }
        if (shape.distances() > 0) {
            facts.add(shape.distances() + " clusters");
        }
        return facts.isEmpty() ? "" : "In this example the model has " + String.join(" and ", facts) + ".\n\n";
    }

    private static Set<OutputPart> all(PredictionShape shape) {
        Set<OutputPart> all = EnumSet.allOf(OutputPart.class);
        all.removeIf(part -> !shape.gives(part));
        return all;
    }

    private static String include(OutputPart part) {
        return "`output.include=" + part.settingName() + "`";
    }

    private static void ofAllClasses(StringBuilder page, PredictionShape shape) {
        ContributionOptions all = new ContributionOptions(0, ContributionOptions.ALL, Double.NaN);
        page.append("| ").append(include(OutputPart.CONTRIBUTIONS)).append(", `output.contributions.class=all`");
        for (boolean nested : new boolean[] {false, true}) {
            page.append(" | ")
                    .append(fields(
                            shape,
                            SampleShapes.options(
                                    OutputType.AUTO, EnumSet.of(OutputPart.CONTRIBUTIONS), all, nested, null),
                            ProfileFacts.NONE));
        }
        page.append(" |\n");
    }

    /** Of a model with a profile. */
    private static void line(
            StringBuilder page, PredictionShape shape, String setting, Set<OutputPart> parts, Decisions decisions) {
        page.append("| ").append(setting);
        for (OutputOptions.Layout layout : OutputOptions.Layout.values()) {
            OutputOptions options = new OutputOptions(
                    "prediction",
                    OutputType.AUTO,
                    parts,
                    ContributionOptions.DEFAULT,
                    layout,
                    OutputOptions.Existing.FAIL,
                    decisions);
            page.append(" | ").append(fields(shape, options, PROFILE));
        }
        page.append(" |\n");
    }

    private static void line(
            StringBuilder page,
            PredictionShape shape,
            String setting,
            OutputType type,
            Set<OutputPart> parts,
            int top,
            Double threshold) {
        String flat = fields(shape, type, parts, top, threshold, false);
        String nested = fields(shape, type, parts, top, threshold, true);
        page.append("| ").append(setting).append(" | ").append(flat).append(" | ");
        page.append(nested).append(" |\n");
    }

    private static String fields(
            PredictionShape shape, OutputType type, Set<OutputPart> parts, int top, Double threshold, boolean nested) {
        return fields(shape, SampleShapes.options(type, parts, top, nested, threshold), ProfileFacts.NONE);
    }

    private static String fields(PredictionShape shape, OutputOptions options, ProfileFacts profile) {
        try {
            OutputLayout layout = OutputLayout.of(shape, options, "house-prices@0123456789ab", profile);
            List<String> fields = new ArrayList<>();
            layout.fields().forEach(field -> fields.add("`" + field.name() + "` " + type(field.schema())));
            return String.join(", ", fields);
        } catch (MojoException refused) {
            return "[MOJO-" + refused.code().id() + "](errors.md#"
                    + refused.code().id() + ")";
        }
    }

    private static String type(Schema schema) {
        String type = switch (schema.type()) {
            case ARRAY -> "ARRAY<" + type(schema.valueSchema()) + ">";
            case MAP -> "MAP<" + type(schema.keySchema()) + "," + type(schema.valueSchema()) + ">";
            case STRUCT -> {
                List<String> members = new ArrayList<>();
                schema.fields().forEach(field -> members.add("`" + field.name() + "` " + type(field.schema())));
                yield "STRUCT `" + schema.name() + "` {" + String.join(", ", members) + "}";
            }
            default -> schema.type().toString();
        };
        return schema.name() == null || schema.type() == Schema.Type.STRUCT ? type : type + " " + schema.name();
    }
}

package io.connectmojo;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelHandle;
import io.connectmojo.model.ModelLibrary;
import io.connectmojo.model.ModelRequest;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputType;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Engine;
import io.connectmojo.score.Part;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Scorers;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configured transform without its records: the handle of its model, the binding to the model that serves now, and the
 * writer of its outputs. Each record is scored by exactly one model. Not thread-safe, but for what the reload asks.
 */
final class RecordScorer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MojoScorer.class);

    private final MojoScorerConfig config;
    private final OutputOptions outputs;
    private final ModelHandle handle;
    private final OutputWriter writer;
    private final OutputLayout promised;
    private ModelBinding binding;

    private RecordScorer(MojoScorerConfig config) {
        this.config = config;
        outputs = outputs(config);
        handle = ModelLibrary.open(new ModelRequest(
                config.modelSource(),
                config.modelSha256(),
                config.reloadIntervalMillis(),
                Scorers::shapeOf,
                (serving, candidate) -> refusal(candidate)));
        try {
            Model model = handle.current();
            promised = layout(model);
            writer = new OutputWriter(promised, outputs.existing());
            binding = bind(model, false);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /** Loads the model and binds it; throws a {@link MojoException} when it cannot serve this configuration. */
    static RecordScorer open(MojoScorerConfig config) {
        return new RecordScorer(config);
    }

    /** The binding to the model that serves now. */
    ModelBinding binding() {
        Model current = handle.current();
        if (current != binding.model()) {
            writer.use(layout(current));
            binding = bind(current, true);
        }
        return binding;
    }

    OutputWriter writer() {
        return writer;
    }

    @Override
    public void close() {
        handle.close();
    }

    private ModelBinding bind(Model model, boolean reloaded) {
        Engine engine = Scorers.best(model, neededParts(), config.referenceEngineOnly());
        LOG.info(
                "Model {} serves: {}, {}, engine {}, {} columns, outputs {}",
                stamp(model),
                model.algorithm(),
                Scorers.shapeOf(model).category(),
                engine.why(),
                model.columns().size(),
                writer.fields().stream().map(field -> field.name()).toList());
        return new ModelBinding(model, config, RowSpecs.of(config, model, reloaded), engine.scorer(), writer);
    }

    private Set<Part> neededParts() {
        return outputs.parts();
    }

    private OutputLayout layout(Model model) {
        return OutputLayout.of(Scorers.shapeOf(model), outputs, stamp(model));
    }

    private String stamp(Model model) {
        return config.modelName() + "@" + model.digest().substring(0, 12);
    }

    private Optional<MojoException> refusal(Model candidate) {
        return ReloadRules.refusal(promised, () -> layout(candidate), () -> RowSpecs.of(config, candidate, true));
    }

    private static OutputOptions outputs(MojoScorerConfig config) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        boolean model = false;
        for (String include : config.names(Settings.OUTPUT_INCLUDE)) {
            if (include.equals("model")) {
                model = true;
            } else {
                parts.add(MojoScorerConfig.constant(include, Part.class));
            }
        }
        return new OutputOptions(
                config.getString(Settings.OUTPUT_FIELD),
                config.choice(Settings.OUTPUT_TYPE, OutputType.class),
                Set.copyOf(parts),
                model,
                config.getInt(Settings.OUTPUT_CONTRIBUTIONS_TOP),
                config.getString(Settings.OUTPUT_LAYOUT).equals("nested"),
                config.choice(Settings.OUTPUT_EXISTING, OutputOptions.Existing.class),
                config.getDouble(Settings.OUTPUT_THRESHOLD));
    }

    /** What the model's predictions look like. */
    PredictionShape shape() {
        return Scorers.shapeOf(binding.model());
    }
}

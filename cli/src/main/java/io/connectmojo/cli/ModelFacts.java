package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelDetails;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.output.OutputField;
import io.connectmojo.output.OutputLayout;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputType;
import io.connectmojo.output.decision.Decisions;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;

/** What a MOJO tells about itself, as JSON. The model is loaded and verified as on a worker. */
final class ModelFacts {
    private static final int FIRST_LEVELS = 5;
    private static final int MAX_CLASSES = 1000;
    private static final int MAX_COLLECTIONS = 5;
    private static final int UNSETTLED = 1 << 14;

    /** Beside the size of such a file what is unsettled is little, and a collection takes long. */
    private static final int LARGE = 1 << 20;

    private final ObjectMapper mapper;
    private final ObjectNode facts;
    private final Path path;

    /** Null when its size is taken. */
    private Model model;

    private ModelFacts(Path path, Model model, ObjectMapper mapper) {
        this.mapper = mapper;
        this.facts = mapper.createObjectNode();
        this.path = path;
        this.model = model;
    }

    /** Loads the model and gathers everything. Throws a M {@link io.connectmojo.problem.MojoException}. */
    static ObjectNode of(Path path) {
        // people wait: the JSON library starts beside the loading, the engine's self-check runs beside the probe
        CompletableFuture<ObjectMapper> mapper = CompletableFuture.supplyAsync(ModelFacts::startedMapper);
        ModelLoader.Described described =
                ModelLoader.describe(path.toAbsolutePath().normalize(), Scorers::compileSoon);
        Model model = described.model();
        PredictionShape shape = Scorers.shapeOf(model);
        ModelFacts made = new ModelFacts(path, model, mapper.join());
        try {
            made.origin();
            made.columns();
            made.response(shape);
            made.details(described.details());
            made.outputs(shape);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made.facts.put("engine", Scorers.best(model, Set.of(), false).why());
        described = null;
        model = null;
        made.heap();
        return made.facts;
    }

    /** What is free when the model is let go: what else the process holds stays the same. */
    private void heap() {
        long with = facts.get("bytes").asLong() < LARGE ? settledHeap() : usedHeap();
        model = null;
        facts.put("heap_bytes", Math.max(0, with - usedHeap()));
    }

    private static ObjectMapper startedMapper() {
        ObjectMapper mapper = new ObjectMapper();
        try {
            mapper.readTree("{\"a\":[1.5]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mapper;
    }

    /** What waits for a cleaner, or for a thread to end, goes only with a later collection. */
    private static long settledHeap() {
        long used = usedHeap();
        for (int i = 0; i < MAX_COLLECTIONS; i++) {
            long again = usedHeap();
            if (Math.abs(used - again) < UNSETTLED) {
                return again;
            }
            used = again;
        }
        return used;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void origin() throws IOException {
        facts.put("file", path.toString());
        facts.put("bytes", Files.size(path));
        facts.put("sha256", model.digest());
        facts.put("algorithm", model.algorithm());
        facts.put("category", Scorers.shapeOf(model).category().toString());
        if (model.genModel() instanceof MojoModel mojo) {
            facts.put("h2o_version", mojo._h2oVersion);
            facts.put("mojo_version", String.format(Locale.ROOT, "%.2f", mojo._mojo_version));
        }
    }

    private void columns() {
        ArrayNode columns = facts.putArray("columns");
        for (ModelColumn column : model.columns()) {
            ObjectNode node = columns.addObject();
            node.put("name", column.name());
            node.put("kind", column.kind().name().toLowerCase(Locale.ROOT));
            if (column.kind() == ModelColumn.Kind.CATEGORICAL) {
                node.put("level_count", column.levels().size());
                ArrayNode first = node.putArray("first_levels");
                column.levels().stream().limit(FIRST_LEVELS).forEach(first::add);
            }
        }
        model.offsetColumn().ifPresent(name -> facts.put("offset_column", name));
    }

    private void response(PredictionShape shape) {
        GenModel genModel = model.genModel();
        if (genModel.isSupervised() && genModel.getResponseName() != null) {
            facts.put("response", genModel.getResponseName());
        }
        if (!shape.classes().isEmpty()) {
            ArrayNode classes = facts.putArray("classes");
            shape.classes().stream().limit(MAX_CLASSES).forEach(classes::add);
        }
        if (!Double.isNaN(shape.labelThreshold())) {
            facts.put("threshold", shape.labelThreshold());
        }
        if (!shape.thresholds().isEmpty()) {
            ObjectNode thresholds = facts.putObject("thresholds");
            shape.thresholds().forEach(thresholds::put);
        }
    }

    /** What only the experimental part of a MOJO tells; older and slimmer ones have none. */
    private void details(ModelDetails details) {
        if (!details.trainingMetrics().isEmpty()) {
            ObjectNode metrics = facts.putObject("training_metrics");
            details.trainingMetrics().forEach(metrics::put);
        }
        if (!details.importances().isEmpty()) {
            ArrayNode importances = facts.putArray("importances");
            for (ModelDetails.Importance importance : details.importances()) {
                importances
                        .addObject()
                        .put("column", importance.column())
                        .put("relative", importance.relative())
                        .put("share", importance.share());
            }
        }
    }

    private void outputs(PredictionShape shape) {
        ObjectNode outputs = facts.putObject("outputs");
        List<OutputField> always = fields(shape, Set.of());
        put(outputs.putArray("always"), always);
        for (OutputPart part : OutputPart.values()) {
            if (shape.gives(part)) {
                put(outputs.putArray(part.settingName()), added(fields(shape, Set.of(part)), always));
            }
        }
    }

    /** Nested where flat names would collide. */
    private static List<OutputField> fields(PredictionShape shape, Set<OutputPart> parts) {
        try {
            return OutputLayout.of(shape, options(parts, OutputOptions.Layout.FLAT), "")
                    .fields();
        } catch (io.connectmojo.problem.MojoException collision) {
            return OutputLayout.of(shape, options(parts, OutputOptions.Layout.NESTED), "")
                    .fields();
        }
    }

    private static OutputOptions options(Set<OutputPart> parts, OutputOptions.Layout layout) {
        return new OutputOptions(
                "prediction",
                OutputType.AUTO,
                parts,
                ContributionOptions.DEFAULT,
                layout,
                OutputOptions.Existing.FAIL,
                Decisions.NONE);
    }

    private static List<OutputField> added(List<OutputField> all, List<OutputField> before) {
        Set<String> known = Set.copyOf(before.stream().map(OutputField::name).toList());
        List<OutputField> added = new ArrayList<>(all);
        added.removeIf(field -> known.contains(field.name()) && field.schema().type() != Schema.Type.STRUCT);
        return added;
    }

    private static void put(ArrayNode into, List<OutputField> fields) {
        fields.forEach(field -> into.addObject().put("name", field.name()).put("type", type(field.schema())));
    }

    private static String type(Schema schema) {
        return switch (schema.type()) {
            case ARRAY -> "ARRAY<" + type(schema.valueSchema()) + ">";
            case MAP -> "MAP<" + type(schema.keySchema()) + ", " + type(schema.valueSchema()) + ">";
            default -> schema.type().name();
        };
    }
}

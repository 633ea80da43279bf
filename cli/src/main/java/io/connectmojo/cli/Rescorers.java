package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.score.RowObserver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;

/** A connector's transform with one model or another, for records that are scored again. Not thread-safe. */
final class Rescorers implements AutoCloseable {
    /** Models in memory at once. */
    private static final int MAX_OPEN = 4;

    private final ConnectorFile connector;
    private final String alias;
    private final StampedModels models;
    private final int cellsBeyond;
    private final Map<String, Rescorer> open = new LinkedHashMap<>(8, 0.75f, true);
    private final Map<String, String> unusable = new HashMap<>();
    private Rescorer own;

    /** @param digest the whole SHA-256 of the model */
    record Rescorer(OfflineTransform transform, String digest) {}

    /** @param cellsBeyond how many cells of outputs a delimited line has */
    Rescorers(ConnectorFile connector, String alias, StampedModels models, int cellsBeyond) {
        this.connector = connector;
        this.alias = alias;
        this.models = models;
        this.cellsBeyond = cellsBeyond;
    }

    /** The model that the configuration names itself. Throws when it cannot serve. */
    Rescorer own() {
        if (own == null) {
            own = open(connector);
        }
        return own;
    }

    /** The model that records name; empty when it is nowhere, or {@link #unusable}. */
    Optional<Rescorer> of(String stamp) {
        String digest = StoredRecord.digest(stamp);
        if (own != null && own.digest().startsWith(digest)) {
            return Optional.of(own);
        }
        Rescorer known = open.get(digest);
        if (known != null || unusable.containsKey(digest)) {
            return Optional.ofNullable(known);
        }
        Optional<Path> file = models.find(stamp);
        if (file.isEmpty()) {
            unusable.put(digest, "");
            return Optional.empty();
        }
        try {
            Rescorer opened = open(connector.withModel(file.get()));
            keep(digest, opened);
            return Optional.of(opened);
        } catch (MojoException problem) {
            unusable.put(digest, problem.firstLine());
            return Optional.empty();
        }
    }

    /** Why a model that was found cannot score; empty when it was not found. */
    String why(String stamp) {
        return unusable.getOrDefault(StoredRecord.digest(stamp), "");
    }

    private void keep(String digest, Rescorer opened) {
        if (open.size() == MAX_OPEN) {
            String eldest = open.keySet().iterator().next();
            open.remove(eldest).transform().close();
        }
        open.put(digest, opened);
    }

    private Rescorer open(ConnectorFile with) {
        String[] digest = new String[1];
        try {
            OfflineTransform transform = OfflineTransform.observed(with, alias, settings(with), model -> {
                digest[0] = model.digest();
                return RowObserver.NONE;
            });
            return new Rescorer(transform, digest[0]);
        } catch (ConfigException e) {
            throw e.getCause() instanceof MojoException problem ? problem : e;
        }
    }

    /** Records are read as they were, with what was appended to them; outputs come in headers, beside those that are stored. */
    private Map<String, String> settings(ConnectorFile with) {
        Map<String, String> settings = with.settings(alias);
        settings.keySet()
                .removeIf(key -> key.startsWith("challenger.")
                        || key.startsWith("drift.")
                        || key.startsWith("outcome.")
                        || List.of("model.max.shift", "model.reload.interval.ms", "model.sha256", "output.parent")
                                .contains(key));
        settings.put("output.destination", "headers");
        settings.put("output.existing", "replace");
        settings.put("on.error", "fail");
        if (cellsBeyond > 0) {
            settings.merge(
                    "input.delimited.columns",
                    IntStream.range(0, cellsBeyond)
                            .mapToObj(i -> "mojo output " + i)
                            .collect(Collectors.joining(",")),
                    (names, outputs) -> names + "," + outputs);
        }
        return settings;
    }

    @Override
    public void close() {
        open.values().forEach(rescorer -> rescorer.transform().close());
        if (own != null) {
            own.transform().close();
        }
    }
}

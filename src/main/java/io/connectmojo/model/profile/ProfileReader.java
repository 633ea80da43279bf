package io.connectmojo.model.profile;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a profile, whatever somebody may have put there: what is no profile, or exceeds a cap, is refused before it takes
 * memory. Members that it does not know are skipped. Knows no model: whose profile it is, others check.
 */
public final class ProfileReader {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HEX_NUMBER = Pattern.compile("NaN|-?Infinity|-?0x[01]\\.[0-9a-f]{1,13}p-?[0-9]{1,4}");

    static final int FORMAT = 1;
    static final int MAX_GOLDEN = 1000;

    private final ProfileJson json;
    private final int maxColumns;

    private int format;
    private @Nullable String modelSha256;
    private @Nullable Instant created;
    private long rows = -1;
    private List<ColumnProfile> columns = List.of();
    private @Nullable PredictionProfile prediction;
    private List<GoldenRow> golden = List.of();
    private @Nullable Calibration calibration;
    private @Nullable Quality quality;

    private ProfileReader(ProfileJson json, int maxColumns) {
        this.json = json;
        this.maxColumns = maxColumns;
    }

    /**
     * Reads a profile.
     *
     * @param maxColumns how many columns a model may have
     * @throws MojoException M050 when it is none
     */
    public static Profile read(ProfileBytes bytes, int maxColumns) {
        try (ProfileJson json = new ProfileJson(bytes.json())) {
            return new ProfileReader(json, maxColumns).profile();
        } catch (IOException | RuntimeException e) {
            String reason = e instanceof BrokenProfile ? e.getMessage() : "it is not well-formed JSON, or too deep";
            throw Problem.of(ModelError.PROFILE, "The model's profile cannot be used")
                    .where(bytes.where())
                    .why(String.valueOf(reason))
                    .fix("make it again with mojo profile, or set model.profile=none");
        }
    }

    private Profile profile() throws IOException {
        json.object(this::takeMember);
        json.end();
        if (format != FORMAT) {
            throw new BrokenProfile("it is of another format than " + FORMAT);
        }
        if (modelSha256 == null || rows < 0) {
            throw new BrokenProfile("it does not tell model.sha256 and rows");
        }
        Set<String> names = new HashSet<>();
        if (!columns.stream().allMatch(column -> names.add(column.name()))) {
            throw new BrokenProfile("a column stands in it twice");
        }
        return new Profile(
                modelSha256,
                Optional.ofNullable(created),
                rows,
                columns,
                Optional.ofNullable(prediction),
                golden,
                Optional.ofNullable(calibration),
                Optional.ofNullable(quality));
    }

    private boolean takeMember(String name) throws IOException {
        switch (name) {
            case "format" -> format = (int) Math.min(json.count(), Integer.MAX_VALUE);
            case "model" -> json.object(this::takeModel);
            case "created" -> created = instant(json.text());
            case "rows" -> rows = json.count();
            case "columns" -> columns = json.list(maxColumns, "columns", () -> new ColumnReader(json).read());
            case "prediction" -> prediction = readPrediction();
            case "golden" -> golden = json.list(MAX_GOLDEN, "golden rows", this::goldenRow);
            case "calibration" -> calibration = readCalibration();
            case "quality" -> quality = readQuality();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeModel(String name) throws IOException {
        if (!name.equals("sha256")) {
            return false;
        }
        String digest = json.text();
        if (!DIGEST.matcher(digest).matches()) {
            throw new BrokenProfile("its model.sha256 is not 64 lower-case hex digits");
        }
        modelSha256 = digest;
        return true;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BrokenProfile("its created is not a UTC time such as 2026-11-29T00:00:00Z");
        }
    }

    private PredictionProfile readPrediction() throws IOException {
        BinMembers bins = new BinMembers(json);
        double[] missing = new double[1];
        Map<String, Double> classes = new LinkedHashMap<>();
        json.object(name -> {
            switch (name) {
                case "missing" -> missing[0] = json.share();
                case "classes" -> json.shares(classes);
                default -> {
                    return bins.take(name);
                }
            }
            return true;
        });
        ColumnReader.requireWhole(classes, missing[0]);
        return new PredictionProfile(missing[0], bins.bins(), classes);
    }

    private Calibration readCalibration() throws IOException {
        long[] n = new long[1];
        List<Double> scores = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "n" -> n[0] = json.count();
                case "scores" -> scores.addAll(json.list(Calibration.MAX_SCORES, "scores", json::number));
                default -> {
                    return false;
                }
            }
            return true;
        });
        try {
            return new Calibration(n[0], BinMembers.unboxed(scores));
        } catch (IllegalArgumentException e) {
            throw new BrokenProfile("in its calibration " + e.getMessage());
        }
    }

    private Quality readQuality() throws IOException {
        long[] known = new long[1];
        Map<String, Double> metrics = new LinkedHashMap<>();
        json.object(name -> {
            if (name.equals("rows")) {
                known[0] = json.count();
                return true;
            }
            if (!json.isNumber()) {
                return false;
            }
            metrics.put(name, json.number());
            return true;
        });
        return new Quality(known[0], metrics);
    }

    private GoldenRow goldenRow() throws IOException {
        List<@Nullable Object> cells = new ArrayList<>();
        double[] offset = new double[1];
        String[] label = new String[1];
        List<Double> numbers = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "cells" -> cells.addAll(json.cells(maxColumns));
                case "offset" -> offset[0] = json.number();
                case "label" -> label[0] = json.text();
                case "numbers" -> numbers.addAll(json.list(maxColumns, "numbers", () -> hexNumber(json.text())));
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new GoldenRow(cells, offset[0], new GoldenRow.Answer(Optional.ofNullable(label[0]), numbers));
    }

    private static double hexNumber(String text) {
        if (!HEX_NUMBER.matcher(text).matches()) {
            throw new BrokenProfile("a number of a golden row is not a hexadecimal one");
        }
        return Double.parseDouble(text);
    }
}

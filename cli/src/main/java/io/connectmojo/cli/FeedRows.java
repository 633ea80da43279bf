package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** The rows of a file as JSON objects, again and again or once. Shuffled rows are held in memory. Not thread-safe. */
final class FeedRows implements Closeable {
    private static final int LONGEST = 1 << 24;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    /** Numbers keep their digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String input;
    private final boolean csv;
    private final boolean once;
    private final Terminal terminal;
    private final List<ObjectNode> shuffled;
    private final Random random;
    private RecordInput records;
    private int at;
    private boolean any;

    /** Throws D101 to D104. */
    FeedRows(String input, boolean csv, boolean shuffle, Long seed, boolean once, Terminal terminal)
            throws IOException {
        this.input = input;
        this.csv = csv;
        this.once = once;
        this.terminal = terminal;
        records = RecordInput.open(input, csv, LONGEST, terminal);
        random = seed == null ? new Random() : new Random(seed);
        shuffled = shuffle ? new ArrayList<>() : null;
        if (shuffle) {
            for (ObjectNode row = read(); row != null; row = read()) {
                shuffled.add(row);
            }
            Collections.shuffle(shuffled, random);
        }
    }

    /** The next row, which the caller may change; null at the end. */
    ObjectNode next() throws IOException {
        ObjectNode row = shuffled == null
                ? read()
                : at < shuffled.size() ? shuffled.get(at++).deepCopy() : null;
        if (row != null) {
            any = true;
            return row;
        }
        if (once || !any) {
            return null;
        }
        any = false;
        if (shuffled == null) {
            records.close();
            records = RecordInput.open(input, csv, LONGEST, terminal);
        } else {
            Collections.shuffle(shuffled, random);
            at = 0;
        }
        return next();
    }

    private ObjectNode read() {
        Object row = records.next();
        while (row instanceof byte[] line && line.length == 0) {
            row = records.next();
        }
        if (row instanceof byte[] line) {
            return object(line);
        }
        return row == null ? null : object((Map<?, ?>) row);
    }

    private ObjectNode object(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // told below, without the line
        }
        throw Problem.of(CommandError.NOT_CONVERTED, "The line is not a JSON object")
                .where(input + ", record " + records.number())
                .why("files other than .csv hold one JSON object per line")
                .fix("correct the line, or name a file that ends in .csv");
    }

    private static ObjectNode object(Map<?, ?> cells) {
        ObjectNode object = JSON.createObjectNode();
        cells.forEach((name, cell) -> {
            String text = (String) cell;
            if (text != null && NUMBER.matcher(text).matches()) {
                object.set(name.toString(), number(text));
            } else {
                object.put(name.toString(), text);
            }
        });
        return object;
    }

    private static JsonNode number(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // longer than what a reader of numbers takes
            return JSON.getNodeFactory().textNode(text);
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

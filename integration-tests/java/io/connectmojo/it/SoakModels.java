package io.connectmojo.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.cases.DeliveryCheck.Served;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The file of a model that is replaced again and again, the records that it scores, and what H2O's library says of them. */
final class SoakModels {
    private static final String NAME = "served";

    private final ModelCase base = ModelCase.of("gbm_regression");
    private final List<ObjectNode> records = records(base);
    private final MadeModels made = new MadeModels(base, records);
    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final Path folder;
    private final Path file;
    private byte[] serving;
    private int count;

    SoakModels(Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve(NAME + ".zip");
    }

    /** Records as they are, then the same in another shape, then others that the model has not seen the like of. */
    private static List<ObjectNode> records(ModelCase base) throws IOException {
        List<ObjectNode> plain = base.records();
        List<ObjectNode> records = new ArrayList<>(plain);
        for (ObjectNode record : plain) {
            List<String> names = new ArrayList<>();
            record.fieldNames().forEachRemaining(names::add);
            Collections.reverse(names);
            ObjectNode reshaped = record.objectNode().put("note_" + records.size() % 7, "new");
            names.forEach(name -> reshaped.set(name, record.get(name)));
            records.add(reshaped);
        }
        for (ObjectNode record : plain) {
            ObjectNode drifted = record.deepCopy();
            drifted.put("income", 10 * record.get("income").asDouble());
            drifted.put("age", 60 + record.get("age").asInt());
            drifted.put("city", "Newtown");
            records.add(drifted);
        }
        return records;
    }

    List<String> rows() {
        return records.stream().map(ObjectNode::toString).toList();
    }

    Path file() {
        return file;
    }

    DeliveryCheck check() {
        return new DeliveryCheck(served);
    }

    /** Puts another good model there; returns how records name it. */
    String good() throws Exception {
        byte[] zip = made.zip(++count);
        String stamp = NAME + "@" + Announcer.sha256(zip).substring(0, 12);
        served.put(stamp, new Served("", made.predictions(zip, folder)));
        serving = zip;
        replace(zip);
        return stamp;
    }

    /** Puts a file there that is no model, or no whole one. */
    void bad(Random random) throws IOException {
        byte[] bad = switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[1000];
            case 2 -> Arrays.copyOf(serving, serving.length / 2);
            default -> {
                byte[] flipped = serving.clone();
                flipped[flipped.length / 3] ^= 8;
                yield flipped;
            }
        };
        replace(bad);
    }

    /** Puts the model that serves back. */
    void restore() throws IOException {
        replace(serving);
    }

    /** SHA-256 of the model that has to serve. */
    String digest() throws Exception {
        return Announcer.sha256(serving);
    }

    private void replace(byte[] zip) throws IOException {
        Path next = Files.write(folder.resolve("next.zip"), zip);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

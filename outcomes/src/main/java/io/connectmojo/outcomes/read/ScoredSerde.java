package io.connectmojo.outcomes.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link Scored} as bytes of an internal topic: short, because each joined record passes it. Thread-safe. */
public final class ScoredSerde implements Serde<Scored> {
    private static final int FORMAT = 1;

    @Override
    public Serializer<Scored> serializer() {
        return (topic, scored) -> scored == null ? null : bytes(scored);
    }

    @Override
    public Deserializer<Scored> deserializer() {
        return (topic, bytes) -> bytes == null ? null : scored(bytes);
    }

    /** As it is written. */
    public static byte[] bytes(Scored scored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            write(out, scored.actual());
            write(out, scored.predicted());
            out.writeByte(scored.high() == null ? -1 : scored.high() ? 1 : 0);
            write(out, scored.model());
            write(out, scored.arm());
            out.writeShort(scored.classes().size());
            for (int i = 0; i < scored.classes().size(); i++) {
                write(out, scored.classes().get(i));
                out.writeDouble(scored.probabilities()[i]);
            }
            out.writeByte(scored.numbers().length);
            for (double number : scored.numbers()) {
                out.writeDouble(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As it was written. */
    public static Scored scored(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new IllegalStateException("an internal topic has records of another version of this program");
            }
            String actual = text(in);
            String predicted = text(in);
            int high = in.readByte();
            String model = text(in);
            String arm = text(in);
            int count = in.readUnsignedShort();
            List<String> classes = new ArrayList<>(count);
            double[] probabilities = new double[count];
            for (int i = 0; i < count; i++) {
                classes.add(text(in));
                probabilities[i] = in.readDouble();
            }
            double[] numbers = new double[in.readByte()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readDouble();
            }
            Boolean isHigh = high < 0 ? null : Boolean.valueOf(high == 1);
            return new Scored(actual, predicted, isHigh, model, arm, classes, probabilities, numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}

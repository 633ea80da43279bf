package io.connectmojo.scoring.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.connectmojo.record.ConnectFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.match.FieldPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records a challenger answers, against Kafka's own murmur2. */
class SplitTest {
    private static final int KEYS = 1_000_000;

    private static Split split(double share) {
        return new Split(FieldPath.KEY, share);
    }

    /** What Kafka's hash says of the documented salt and a text. */
    private static boolean expected(String text, double share) {
        int hash = Utils.murmur2(("mojo" + text).getBytes(StandardCharsets.UTF_8));
        return Integer.toUnsignedLong(hash) < share * 4_294_967_296.0;
    }

    @Test
    void anyBytes_haveKafkasHash() {
        Random random = new Random(20);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Murmur2.hash(bytes, length)).as("%d bytes", length).isEqualTo(Utils.murmur2(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "h-1",
                "Zürich",
                "東京-42",
                "\uD83D\uDE00",
                "a rather long key, longer than the first buffer of bytes, which has to grow for it"
            })
    void text_isHashedBehindTheSalt(String text) {
        for (double share : new double[] {0, 0.1, 0.5, 0.9, 1}) {
            assertThat(split(share).takes(text)).as("%s at %s", text, share).isEqualTo(expected(text, share));
        }
    }

    static List<Arguments> keys() {
        Random random = new Random(7);
        // few magnitudes, most of them small: as amounts, ranks and ages are
        IntFunction<Object> skewed = i -> Math.round(Math.exp(random.nextGaussian() * 4) * 1e6) * 1_000_003L + i % 3;
        return List.of(
                Arguments.of("sequential numbers", (IntFunction<Object>) i -> i),
                Arguments.of("numbers in steps of 4096", (IntFunction<Object>) i -> i * 4096L),
                Arguments.of("texts with a prefix", (IntFunction<Object>) i -> "customer-" + i),
                Arguments.of("padded texts", (IntFunction<Object>) i -> String.format("%012d", i)),
                Arguments.of("skewed numbers", skewed),
                Arguments.of("UUIDs", (IntFunction<Object>) i -> new UUID(random.nextLong(), i).toString()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void million_isSplitByTheShare(String kind, IntFunction<Object> key) {
        for (double share : new double[] {0.05, 0.5}) {
            Split split = split(share);
            long taken = IntStream.range(0, KEYS)
                    .filter(i -> split.takes(key.apply(i)))
                    .count();
            assertThat((double) taken / KEYS).as("%s at %s", kind, share).isCloseTo(share, within(0.005));
        }
    }

    /** Kafka's partitioner hashes the same bytes with the same function. */
    @Test
    void partition_saysNothingOfTheArm() {
        int partitions = 12;
        long[] all = new long[partitions];
        long[] taken = new long[partitions];
        Split split = split(0.2);
        for (int i = 0; i < KEYS; i++) {
            String key = "customer-" + i;
            int partition = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
            all[partition]++;
            taken[partition] += split.takes(key) ? 1 : 0;
        }
        for (int partition = 0; partition < partitions; partition++) {
            assertThat((double) taken[partition] / all[partition])
                    .as("partition %d", partition)
                    .isCloseTo(0.2, within(0.006));
        }
    }

    @Test
    void largerShare_takesFurtherKeysAlone() {
        Split small = split(0.05);
        Split large = split(0.5);
        long moved = 0;
        for (int i = 0; i < KEYS; i++) {
            boolean before = small.takes(i);
            boolean after = large.takes(i);
            assertThat(before && !after).as("key %d goes back", i).isFalse();
            moved += before == after ? 0 : 1;
        }
        assertThat((double) moved / KEYS).isCloseTo(0.45, within(0.005));
    }

    static Stream<Object> sevens() {
        return Stream.of(
                (byte) 7,
                (short) 7,
                7,
                7L,
                7f,
                7.0,
                BigInteger.valueOf(7),
                new BigDecimal("7.00"),
                "7",
                new byte[] {'7'},
                ByteBuffer.wrap(new byte[] {'7'}));
    }

    @ParameterizedTest
    @MethodSource("sevens")
    void sameNumberOfAnyType_hasOneHash(Object seven) {
        assertThat(new SplitBytes(Split.SALT).hash(seven)).isEqualTo(new SplitBytes(Split.SALT).hash("7"));
    }

    @Test
    void otherNumbers_arePlainDecimals() {
        assertThat(hash(1.5)).isEqualTo(hash("1.5"));
        assertThat(hash(new BigDecimal("1E+3"))).isEqualTo(hash(1000));
        assertThat(hash(-0.25f)).isEqualTo(hash("-0.25"));
        assertThat(hash(Double.NaN)).isEqualTo(hash("NaN"));
        // no text of a million digits
        assertThat(hash(new BigDecimal("1E+1000000"))).isEqualTo(hash("1E+1000000"));
    }

    @Test
    void structOrMapOfEqualMembers_hasOneHash() {
        Schema schema = SchemaBuilder.struct()
                .field("shop", Schema.STRING_SCHEMA)
                .field("id", Schema.INT32_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("shop", "north").put("id", 7);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", 7L);
        map.put("shop", "north");
        assertThat(hash(struct)).isEqualTo(hash(map));
        map.put("id", 8L);
        assertThat(hash(struct)).isNotEqualTo(hash(map));
        assertThat(hash(List.of("a", "b"))).isNotEqualTo(hash(List.of("ab", "")));
    }

    private static int hash(Object value) {
        return new SplitBytes(Split.SALT).hash(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$key", "customer.id", "customer", "customer.id.more", "$header.none"})
    void recordWithoutTheValue_isTheChampions(String path) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", null);
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("customer", path.equals("customer") ? null : customer);
        RecordView view = new ConnectFormat().newView(() -> name -> true, name -> true);
        view.begin(null, value);
        view.of(new SinkRecord("t", 0, null, null, null, value, 0));
        view.read();
        assertThat(new Split(FieldPath.parse(path), 1).choosesChallenger(view)).isFalse();
    }

    @Test
    void valueOfAPath_decides() {
        RecordView view = new ConnectFormat().newView(() -> name -> true, name -> true);
        Split split = new Split(FieldPath.parse("customer.id"), 0.5);
        for (int id = 0; id < 100; id++) {
            Map<String, Object> value = Map.of("customer", Map.of("id", id));
            view.begin(null, value);
            view.read();
            assertThat(split.choosesChallenger(view)).isEqualTo(expected(Integer.toString(id), 0.5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9, 1})
    void sample_isTheShareOfTheRecordsInAnyRhythm(double share) {
        for (int rhythm : new int[] {1, 2, 3, 5, 7, 8, 12, 100}) {
            Sampling sampling = new Sampling(share);
            int[] taken = new int[rhythm];
            for (int i = 0; i < 10_000 * rhythm; i++) {
                taken[i % rhythm] += sampling.next() ? 1 : 0;
            }
            for (int beat : taken) {
                assertThat(beat / 10_000.0).as("rhythm %d", rhythm).isCloseTo(share, within(0.002));
            }
        }
    }
}

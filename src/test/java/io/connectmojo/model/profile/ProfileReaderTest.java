package io.connectmojo.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.MojoException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody puts in the place of a profile is refused with one code, and without a value of it. */
class ProfileReaderTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String HEAD = "\"format\": 1, \"model\": {\"sha256\": \"" + DIGEST + "\"}, \"rows\": 2";

    private static Profile read(String json) {
        return ProfileReader.read(
                new ProfileBytes(json.getBytes(StandardCharsets.UTF_8), "/models/a.profile.json"), 50);
    }

    private static Profile with(String members) {
        return read("{" + HEAD + ", " + members + "}");
    }

    private static void assertRefused(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MojoException.class)
                .hasMessageStartingWith("MOJO-M050")
                .hasMessageContaining("[/models/a.profile.json]")
                .hasMessageContaining(why);
    }

    @Test
    void smallestProfile_isRead() {
        assertThat(read("{" + HEAD + "}").modelSha256()).isEqualTo(DIGEST);
    }

    @Test
    void unknownMembers_areSkipped() {
        assertThat(with("\"note\": {\"a\": [1, {\"b\": null}]}, \"columns\": [{\"name\": \"x\", \"type\": \"numeric\","
                                + " \"missing\": 1, \"unit\": \"m\"}]")
                        .columns())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "7",
                "{",
                "\u0000\u0001",
                "{\"format\": 1}",
                "{'format': 1}",
                "{\"format\": 1,}",
                "{\"format\": NaN}"
            })
    void noProfile_isRefused(String json) {
        assertRefused(json, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\": 1 | a member stands twice",
                "\"rows\": 3 | a member stands twice",
                "\"created\": \"yesterday\" | created",
                "\"columns\": {} | a list is expected",
                "\"columns\": [{\"name\": \"x\"}] | a column's type",
                "\"columns\": [{\"name\": \"x\", \"name\": \"y\"}] | a member stands twice",
                "\"columns\": [{\"name\": \"x\", \"type\": \"numeric\", \"missing\": 1.5}] | a share",
                "\"columns\": [{\"name\": \"x\", \"type\": \"numeric\", \"missing\": -0.1}] | a share",
                "\"columns\": [{\"name\": \"x\", \"type\": \"numeric\", \"missing\": NaN}] | not well-formed",
                "\"columns\": [{\"name\": \"x\", \"type\": \"numeric\", \"missing\": \"NaN\"}] | a number is expected",
                "\"columns\": [{\"name\": \"x\", \"type\": \"numeric\", \"min\": 1e999}] | not well-formed",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\", \"min\": 1, \"max\": 1, \"edges\": [1], \"counts\": [1, 2]}] | edges",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\", \"min\": 0, \"max\": 1, \"edges\": [1, 1], \"counts\": [1, 2]}] | rise",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\", \"min\": 2, \"max\": 1, \"edges\": [1], \"counts\": [1]}] | rise",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\", \"min\": 0, \"max\": 9, \"edges\": [1], \"counts\": [1]}] | largest",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\", \"min\": 0, \"max\": 1, \"edges\": [1], \"counts\": [0.5]}] | whole",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\", \"min\": 0, \"max\": 1, \"edges\": [1], \"counts\": [-1]}] | whole",
                "\"columns\": [{\"name\": \"x\", \"type\": \"categorical\", \"levels\": {\"a\": 0.7, \"b\": 0.7}}] | more than 1",
                "\"columns\": [{\"name\": \"x\", \"type\": \"categorical\", \"levels\": {\"a\": 0.1, \"a\": 0.2}}] | twice",
                "\"columns\": [{\"name\": \"x\", \"type\": \"time\"}, {\"name\": \"x\", \"type\": \"time\"}] | a column stands in it twice",
                "\"calibration\": {\"n\": 3, \"scores\": [0, 1]} | of 3 scores",
                "\"calibration\": {\"n\": 0, \"scores\": []} | of 0 scores",
                "\"calibration\": {\"n\": 2, \"scores\": [1, 0]} | ascend",
                "\"calibration\": {\"n\": 1, \"scores\": [-1]} | ascend",
                "\"golden\": [{\"cells\": [true], \"numbers\": []}] | a text is expected",
                "\"golden\": [{\"cells\": [], \"numbers\": [\"1.5\"]}] | hexadecimal",
                "\"golden\": [{\"cells\": [], \"numbers\": [\"0x1.0p9999999\"]}] | hexadecimal",
                "\"golden\": [{\"cells\": [], \"numbers\": [1.5]}] | a text is expected"
            })
    void brokenMember_isNamed(String member, String why) {
        assertRefused("{" + HEAD + ", " + member + "}", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "../../etc/passwd", "AB"})
    void digestThatIsNone_isRefused(String digest) {
        assertRefused("{\"format\": 1, \"model\": {\"sha256\": \"" + digest + "\"}, \"rows\": 2}", "hex digits");
    }

    @Test
    void otherFormat_isRefused() {
        assertRefused("{" + HEAD.replace("\"format\": 1", "\"format\": 2") + "}", "another format than 1");
    }

    @Test
    void trailingText_isRefused() {
        assertRefused("{" + HEAD + "} {}", "");
    }

    @Test
    void deepNesting_isRefused() {
        for (int depth : new int[] {30, 100_000, 3_000_000}) {
            assertRefused("{" + HEAD + ", \"x\": " + "[".repeat(depth), "too deep");
            assertRefused("{" + HEAD + ", \"x\": " + "{\"a\":".repeat(depth), "too deep");
        }
    }

    @Test
    void billionBins_areRefusedBeforeTheyTakeMemory() {
        String many = "1,".repeat(8_000_000);
        String column = "\"columns\": [{\"name\": \"x\", \"type\": \"numeric\", \"";
        assertRefused("{" + HEAD + ", " + column + "counts\": [" + many, "more than 1000 counts");
        assertRefused("{" + HEAD + ", " + column + "edges\": [" + many, "more than 1000 edges");
        assertRefused("{" + HEAD + ", \"calibration\": {\"scores\": [" + many, "more than 1000 scores");
        assertRefused("{" + HEAD + ", \"golden\": [" + "{\"cells\": []},".repeat(2000), "more than 1000 golden rows");
        assertRefused("{" + HEAD + ", \"golden\": [{\"cells\": [" + many, "more than 50 cells");
    }

    @Test
    void moreColumnsThanAModelMayHave_areRefused() {
        String columns = IntStream.range(0, 51)
                .mapToObj(i -> "{\"name\": \"" + i + "\", \"type\": \"numeric\"}")
                .collect(Collectors.joining(","));
        assertRefused("{" + HEAD + ", \"columns\": [" + columns + "]}", "more than 50 columns");
    }

    @Test
    void thousandsOfMembers_areRefused() {
        String members =
                IntStream.range(0, 5000).mapToObj(i -> "\"m" + i + "\": 1").collect(Collectors.joining(","));
        assertRefused("{" + HEAD + ", " + members + "}", "members");
        assertRefused("{" + HEAD + ", \"prediction\": {\"classes\": {" + members + "}}}", "members");
    }

    @Test
    void hugeFile_isRefused() {
        byte[] huge = new byte[ProfileBytes.MAX_BYTES + 1];
        Arrays.fill(huge, (byte) ' ');
        assertThatThrownBy(() -> ProfileReader.read(new ProfileBytes(huge, "here"), 50))
                .hasMessageStartingWith("MOJO-M050");
    }

    @Test
    void textThatIsNotUtf8_isRefused() {
        byte[] json = ("{" + HEAD + ", \"note\": \"?\"}").getBytes(StandardCharsets.UTF_8);
        json[json.length - 3] = (byte) 0xff;
        assertThatThrownBy(() -> ProfileReader.read(new ProfileBytes(json, "here"), 50))
                .hasMessageStartingWith("MOJO-M050");
    }

    @Test
    void flippedBytes_giveAProfileOrTheCode() {
        Random random = new Random(7);
        int refused = 0;
        List<byte[]> profiles = IntStream.range(0, 20)
                .mapToObj(seed ->
                        SampleProfiles.bytes(SampleProfiles.random(seed)).json())
                .toList();
        for (int i = 0; i < 5000; i++) {
            byte[] json = profiles.get(i % profiles.size()).clone();
            for (int flip = 0; flip <= random.nextInt(3); flip++) {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(10) == 0 ? random.nextInt(json.length) : json.length;
            try {
                ProfileReader.read(new ProfileBytes(Arrays.copyOf(json, length), "here"), 50);
            } catch (MojoException e) {
                assertThat(e.code().id()).isEqualTo("M050");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}

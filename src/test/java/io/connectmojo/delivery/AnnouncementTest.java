package io.connectmojo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.delivery.Announcement.Place;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {
    private static final byte[] ZIP = "no zip, but bytes".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode plain() {
        return Announcements.of("churn", 3, ZIP, 7, 8);
    }

    private static Announcement read(ObjectNode node) {
        return AnnouncementReader.read("churn", Announcements.bytes(node), "test");
    }

    private static void assertRefused(byte[] value, String why) {
        assertThatThrownBy(() -> AnnouncementReader.read("churn", value, "churn on models"))
                .hasMessageStartingWith("MOJO-M042 ")
                .hasMessageContaining("[churn on models]")
                .hasMessageContaining(why);
    }

    @Test
    void everyMember_isRead() {
        ObjectNode node = plain().put("note", "June").put("restores", 1).put("unknown", true);
        node.putObject("previous")
                .put("topic", "models-data")
                .put("partition", 0)
                .put("offset", 5);
        node.putObject("signature").put("mediaType", "x");
        Announcement read = read(node);
        assertThat(read.version()).isEqualTo(3);
        assertThat(read.sha256()).isEqualTo(Announcements.sha256(ZIP));
        assertThat(read.size()).isEqualTo(ZIP.length);
        assertThat(read.file()).isEqualTo("churn.zip");
        assertThat(read.data()).isEqualTo(new Announcement.PieceRange("models-data", 0, 7, 8));
        assertThat(read.note()).contains("June");
        assertThat(read.restores()).contains(1L);
        assertThat(read.previous()).contains(new Place("models-data", 0, 5));
        assertThat(read.signature()).contains("{\"mediaType\":\"x\"}");
        assertThat(read.profile()).isEmpty();
    }

    @Test
    void profileWithSignature_keepEveryByte() {
        String profile = "{ \"a\" : 1.50,\r\n \"b\":[\"\\u00e4\u00e4\ud83d\ude00\", {\"c\":null}]}";
        String signature = "{\"s\":\"==\" }";
        Announcement given = new Announcement(
                "churn",
                3,
                Announcements.sha256(ZIP),
                ZIP.length,
                "a b.zip",
                new Announcement.PieceRange("d", 1, 2, 3),
                Optional.of(profile),
                Optional.of(signature),
                "2026-11-29T05:13:01.123Z",
                Optional.of("it's \"new\""),
                Optional.of(2L),
                Optional.of(new Place("d", 1, 1)));
        byte[] written = AnnouncementWriter.write(given);
        assertThat(AnnouncementReader.read("churn", written, "test")).isEqualTo(given);
    }

    @Test
    void whatIsWritten_isJsonAsThePageSays() throws Exception {
        Announcement read = read(plain());
        assertThat(JSON.readTree(AnnouncementWriter.write(read))).isEqualTo(JSON.readTree(plain().toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "format | 2 | its format is 2",
                "format | ~\"1\"~ | 'format'",
                "name | ~\"other\"~ | 'name'",
                "version | 0 | 'version'",
                "version | 1.5 | 'version'",
                "version | 99999999999999999999 | 'version'",
                "sha256 | ~\"ABC\"~ | 'sha256'",
                "size | 0 | 'size'",
                "size | -5 | 'size'",
                "size | 2147483647 | 'size'",
                "size | 9999999999 | 'size'",
                "file | 5 | 'file'",
                "file | ~\"a\\nb\"~ | 'file'",
                "data | ~{}~ | 'data.topic'",
                "data | ~[]~ | 'data.topic'",
                "data | ~{\"topic\":\"a/b\",\"partition\":0,\"first\":0,\"last\":0}~ | 'data.topic'",
                "data | ~{\"topic\":\"t\",\"partition\":-1,\"first\":0,\"last\":0}~ | 'data.partition'",
                "data | ~{\"topic\":\"t\",\"partition\":0,\"first\":2,\"last\":1}~ | range of offsets",
                "data | ~{\"topic\":\"t\",\"partition\":0,\"first\":0,\"last\":9000000000}~ | range of offsets",
                "published | ~\"yesterday\"~ | 'published'",
                "profile | ~\"{}\"~ | 'profile'",
                "signature | [1] | 'signature'",
                "previous | ~{\"topic\":\"t\"}~ | 'previous.partition'",
                "restores | ~\"x\"~ | 'restores'",
            })
    void wrongMember_isNamed(String member, String value, String why) throws Exception {
        assertRefused(Announcements.bytes(plain().<ObjectNode>set(member, JSON.readTree(value))), why);
    }

    @Test
    void halfOfACharacter_isRefused() {
        String text = plain().toString().replace("churn.zip", "\\ud800.zip");
        assertRefused(text.getBytes(StandardCharsets.UTF_8), "'file'");
    }

    @Test
    void nameThatLooksLikeAPath_isIgnored() {
        ObjectNode node = plain().put("data.topic", "other").put("previous.offset", 7);
        assertThat(read(node)).isEqualTo(read(plain()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "name", "version", "sha256", "size", "file", "data", "published"})
    void missingMember_isNamed(String member) {
        ObjectNode node = plain();
        node.remove(member);
        assertRefused(Announcements.bytes(node), "'" + member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"version\":4", "\"data\":{}", "\"profile\":{\"a\":1,\"a\":2}", "\"unknown\":{\"a\":1,\"a\":2}"
            })
    void doubleName_isRefused(String member) {
        String text = plain().toString();
        assertRefused((text.substring(0, text.length() - 1) + "," + member + "}").getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void whatIsNotOneObject_isRefused() {
        String text = plain().toString();
        assertRefused("".getBytes(StandardCharsets.UTF_8), "not a JSON object");
        assertRefused("[]".getBytes(StandardCharsets.UTF_8), "not a JSON object");
        assertRefused((text + "{}").getBytes(StandardCharsets.UTF_8), "more than one");
        assertRefused(text.substring(0, 50).getBytes(StandardCharsets.UTF_8), "one JSON object");
        assertRefused(text.getBytes(StandardCharsets.UTF_16), "UTF-8");
        assertRefused(
                (text.substring(0, text.length() - 1) + ",\"x\":" + "[".repeat(100) + "]".repeat(100) + "}")
                        .getBytes(StandardCharsets.UTF_8),
                "one JSON object");
        assertRefused(new byte[Announcement.MAX_BYTES + 1], "longer than");
    }

    @Test
    void again_namesTheVersionWithTheFirstContent() {
        Announcement first = read(plain());
        Announcement second = first.again(4, "2026-11-29T06:00:00Z", Optional.empty(), Optional.empty());
        Announcement third = second.again(9, "2026-11-29T06:00:00Z", Optional.empty(), Optional.empty());
        assertThat(second.restores()).contains(3L);
        assertThat(third.restores()).contains(3L);
        assertThat(third.sha256()).isEqualTo(first.sha256());
    }

    @Test
    void names_keepToTheRule() {
        assertThat(ModelNames.isModel("a-b_c.9")).isTrue();
        for (String name : new String[] {"", ".", "..", "a/b", "a b", "ä", "a".repeat(129)}) {
            assertThat(ModelNames.isModel(name)).as(name).isFalse();
        }
    }
}

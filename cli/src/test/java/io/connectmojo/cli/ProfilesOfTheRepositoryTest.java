package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.connectmojo.docs.GeneratedPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The profiles of the examples are those of their data, and every profile is what the schema says. */
class ProfilesOfTheRepositoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATED = "2026-11-29T00:00:00Z";

    private static JsonSchema schema() throws Exception {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/profile.schema.json")));
    }

    private static void isMadeOf(String example, String data, String... more) throws Exception {
        Path folder = Path.of("models", example);
        Object[] command = Stream.concat(
                        Stream.of(
                                "profile",
                                folder.resolve("model.zip"),
                                "--data",
                                folder.resolve(data),
                                "--created",
                                CREATED),
                        Stream.of(more))
                .toArray();
        MojoRun run = MojoRun.of(command);
        assertThat(run.exit()).as(run.err()).isZero();
        GeneratedPage.isWhole(folder.resolve("model.profile.json"), run.out());
    }

    @Test
    void examples_areRemadeByteForByte() throws Exception {
        isMadeOf("house-prices", "input.csv");
        isMadeOf("airline-delays", "input.csv");
        isMadeOf(
                "iris",
                "records.jsonl",
                "--config",
                "connector-configs/iris-renamed-fields.json",
                "--actual",
                "species");
    }

    @Test
    void everyProfile_fitsTheSchema() throws Exception {
        List<Path> profiles;
        try (Stream<Path> files = Stream.of("models", "src", "integration-tests", "connector-configs")
                .map(Path::of)
                .flatMap(ProfilesOfTheRepositoryTest::walk)) {
            profiles = files.filter(file -> file.toString().endsWith(".profile.json"))
                    .toList();
        }
        assertThat(profiles).hasSizeGreaterThanOrEqualTo(3);
        for (Path profile : profiles) {
            assertThat(schema().validate(JSON.readTree(profile.toFile())))
                    .as(profile.toString())
                    .isEmpty();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void spoiledProfile_doesNotFitTheSchema() throws Exception {
        String profile = Files.readString(Path.of("models/iris/model.profile.json"));
        for (String[] change : new String[][] {
            {"\"format\": 1", "\"format\": 2"},
            {"\"rows\": 150", "\"rows\": -1"},
            {"\"type\": \"numeric\"", "\"type\": \"number\""},
            {"\"missing\": 0", "\"missing\": 2"},
            {"\"scores\": [", "\"scores\": [-1, "},
            {"\"numbers\": [\"0x", "\"numbers\": [\"0y"}
        }) {
            JsonNode spoiled = JSON.readTree(profile.replace(change[0], change[1]));
            assertThat(schema().validate(spoiled)).as(change[1]).isNotEmpty();
        }
    }

    @Test
    void thisPageOfTheSchema_namesEveryMember() throws Exception {
        JsonNode schema = JSON.readTree(Path.of("docs/profile.schema.json").toFile());
        JsonNode profile =
                JSON.readTree(Path.of("models/iris/model.profile.json").toFile());
        profile.fieldNames()
                .forEachRemaining(name ->
                        assertThat(schema.get("properties").has(name)).as(name).isTrue());
    }
}

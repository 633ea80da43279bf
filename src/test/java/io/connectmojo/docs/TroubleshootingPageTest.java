package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hex.genmodel.ModelMojoFactory;
import hex.genmodel.ModelMojoReader;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.transforms.util.Requirements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People search for the text that they see: the page has it as Kafka, Java and H2O's library write it. */
class TroubleshootingPageTest {
    private String page;

    @TempDir
    Path temp;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("docs/troubleshooting.md"));
    }

    private void assertOnPage(String text, String written) {
        assertThat(written).contains(text);
        assertThat(page).contains("`" + text);
    }

    private static String messageOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowable(call).getMessage();
    }

    @Test
    void textsOfKafka_areOnThePage() {
        String name = "io.connectmojo.MojoScorer$Value";
        assertOnPage(
                "Class " + name + " could not be found",
                messageOf(() -> ConfigDef.parseType("type", name.replace("$", "$No"), ConfigDef.Type.CLASS))
                        .replace("$No", "$"));
        assertOnPage("Only Struct objects supported", messageOf(() -> Requirements.requireStruct("text", "a test")));
        assertOnPage(
                "Only Map objects supported in absence of schema",
                messageOf(() -> Requirements.requireMap(List.of(), "a test")));
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "true"), false);
        assertOnPage(
                "JsonConverter with schemas.enable requires \"schema\" and \"payload\" fields",
                messageOf(() -> converter.toConnectData("topic", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))));
        assertThat(page).contains("`Tolerance exceeded in error handler`");
    }

    @Test
    void textOfJava_isOnThePage() throws IOException {
        Path file = Files.writeString(temp.resolve("model.zip"), "version https://git-lfs\n".repeat(10));
        assertOnPage("zip END header not found", messageOf(() -> new ZipFile(file.toFile()).close()));
    }

    @Test
    void textsOfH2o_areOnThePage() throws IOException {
        assertOnPage("is not supported by this version of h2o-genmodel", constants(ModelMojoFactory.class));
        assertOnPage("MOJO version incompatibility", constants(ModelMojoReader.class));
    }

    /** The texts in a class file are in it as they are. */
    private static String constants(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void filesThatAreNoModel_areInTheRowOfTheirCode() throws IOException {
        byte[] pointer = "version https://git-lfs.example/spec/v1\n".repeat(10).getBytes(StandardCharsets.UTF_8);
        assertThat(rowOf(pointer)).contains("a Git LFS pointer");
        byte[] model = Files.readAllBytes(ModelFolder.of("iris").model());
        assertThat(rowOf(Arrays.copyOf(model, model.length / 2))).contains("a copy that is still running");
    }

    /** The row of the code with which that file is refused. */
    private String rowOf(byte[] file) {
        MojoException refused = catchThrowableOfType(
                MojoException.class, () -> ModelLoader.load(file, "a file", ModelLimits.ofWorker()));
        String code = "[`MOJO-" + refused.code().id() + "`]";
        return page.lines().filter(line -> line.contains(code)).findFirst().orElseThrow();
    }

    /** What comes first when something is new: each has its line. */
    @Test
    void mostLikelyCodes_areOnThePage() {
        for (String code : List.of(
                "C001", "C004", "C007", "C008", "C009", "M001", "M004", "M007", "M008", "M009", "M011", "M021", "M030",
                "M031", "M052", "M060", "D001", "D002", "D003", "D004", "D005", "D006", "D014")) {
            assertThat(page).contains("[`MOJO-" + code + "`](errors.md#" + code + ")");
        }
    }
}

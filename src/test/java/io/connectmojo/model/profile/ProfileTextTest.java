package io.connectmojo.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read back as it was, by this reader and by another JSON library. */
class ProfileTextTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void writtenProfile_readsBackEqual() {
        for (int seed = 0; seed < 300; seed++) {
            Profile profile = SampleProfiles.random(seed);
            ProfileBytes bytes = SampleProfiles.bytes(profile);
            Profile read = ProfileReader.read(bytes, 100);
            assertThat(read).as("seed %s", seed).isEqualTo(profile);
            assertThat(read.hashCode()).isEqualTo(profile.hashCode());
            assertThat(SampleProfiles.bytes(read).json()).isEqualTo(bytes.json());
        }
    }

    @Test
    void writtenProfile_isJsonOfTheSameNumbers() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Profile profile = SampleProfiles.random(seed);
            JsonNode json = JACKSON.readTree(SampleProfiles.bytes(profile).json());
            assertThat(json.path("model").path("sha256").asText()).isEqualTo(profile.modelSha256());
            for (int c = 0; c < profile.columns().size(); c++) {
                ColumnProfile column = profile.columns().get(c);
                JsonNode written = json.path("columns").path(c);
                assertThat(written.path("name").asText()).isEqualTo(column.name());
                assertThat(written.path("missing").asDouble()).isEqualTo(column.missing());
                if (column instanceof ColumnProfile.Numeric numeric) {
                    QuantileBins bins = numeric.bins().orElseThrow();
                    for (int i = 0; i < bins.size(); i++) {
                        assertThat(written.path("edges").path(i).asDouble()).isEqualTo(bins.edge(i));
                        assertThat(written.path("counts").path(i).asLong()).isEqualTo(bins.count(i));
                    }
                }
            }
        }
    }

    @Test
    void anyNumber_readsBackToItsBits() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double number = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextDouble();
                default -> (float) random.nextGaussian();
            };
            if (Double.isFinite(number)) {
                assertThat(Double.doubleToLongBits(Double.parseDouble(Decimals.text(number))))
                        .isEqualTo(Double.doubleToLongBits(number));
            }
        }
    }

    @Test
    void shortNumbers_areWrittenShort() {
        assertThat(List.of(
                        Decimals.text(0.1),
                        Decimals.text(-2342.0),
                        Decimals.text(0.00001),
                        Decimals.text(1e300),
                        Decimals.text(2e-3),
                        Decimals.text(-0.0)))
                .containsExactly("0.1", "-2342", "0.00001", "1E+300", "0.002", "-0.0");
    }

    @Test
    void column_isFoundByName() {
        Profile profile = SampleProfiles.random(3);
        ColumnProfile last = profile.columns().get(profile.columns().size() - 1);
        assertThat(profile.column(last.name())).isEqualTo(Optional.of(last));
        assertThat(profile.column("of no model")).isEmpty();
    }
}

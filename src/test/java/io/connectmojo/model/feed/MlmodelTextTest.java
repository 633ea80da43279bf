package io.connectmojo.model.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of MLmodel files as PyYAML, which MLflow writes them with, puts them there. */
class MlmodelTextTest {
    /** What PyYAML 6.0.3 made of the mapping that H2O's flavour gives MLflow, with column names that look like its own keys. */
    private static final String WRITTEN = """
            artifact_path: folder
            flavors:
              h2o_mojo_pojo:
                code: null
                extra_prediction_args: []
                h2o_version: 3.46.0.7
                model_file: GBM_model_python_1.zip
                model_type: MOJO
                relevant_columns:
                - sqft
                - has pool
                - 'model_file: x.zip'
                - a very long column name with spaces that goes on and on and on so that the writer
                  has to fold the line somewhere here
                - 'flavors:'
              python_function:
                env:
                  conda: conda.yaml
                  virtualenv: python_env.yaml
                loader_module: h2o_mlflow_flavor
                model_path: GBM_model_python_1.zip
                python_version: 3.11.4
            mlflow_version: 2.9.2
            model_size_bytes: 12345
            model_uuid: 0123456789abcdef0123456789abcdef
            run_id: abc
            signature:
              inputs: '[{"type": "double", "name": "sqft", "required": true}, {"type": "double",
                "name": "has pool", "required": true}, {"type": "double", "name": "model_file:
                x.zip", "required": true}, {"type": "double", "name": "a very long column name
                with spaces that goes on and on and on so that the writer has to fold the line
                somewhere here", "required": true}, {"type": "double", "name": "flavors:", "required":
                true}]'
              outputs: null
              params: null
            utc_time_created: '2026-10-01 10:00:00.000000'
            """;

    private static String named(String scalar) {
        return WRITTEN.replace("model_file: GBM_model_python_1.zip", "model_file: " + scalar);
    }

    @Test
    void fileAsMlflowWritesIt_namesTheZip() {
        assertThat(MlmodelText.modelFile(WRITTEN)).isEqualTo("GBM_model_python_1.zip");
        assertThat(MlmodelText.modelFile(WRITTEN.replace("\n", "\r\n"))).isEqualTo("GBM_model_python_1.zip");
        assertThat(MlmodelText.modelFile(WRITTEN.replace("h2o_mojo_pojo", "h2o_mojo")))
                .isEqualTo("GBM_model_python_1.zip");
    }

    /** The scalars are PyYAML's for these names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a'b.zip           | a'b.zip",
                "'a: b.zip'        | a: b.zip",
                "'#x.zip'          | #x.zip",
                "\"\\xE9.zip\"     | é.zip",
                "\"\\u2713.zip\"   | ✓.zip",
                "\"\\U0001F600.zip\" | 😀.zip",
                "a b.zip           | a b.zip",
                "'- x.zip'         | - x.zip",
                "a\"b.zip          | a\"b.zip",
                "'''a''.zip'       | 'a'.zip",
                "sub/model.zip     | sub/model.zip",
                "-x.zip            | -x.zip"
            })
    void nameAsPyYamlWritesIt_isReadBack(String scalar, String name) {
        assertThat(MlmodelText.modelFile(named(scalar))).isEqualTo(name);
    }

    static Stream<String> notUnderstood() {
        return Stream.of(
                "",
                "flavors:",
                "flavors: {h2o_mojo_pojo: {model_file: a.zip}}",
                WRITTEN.replace("flavors:\n", "flavours:\n"),
                WRITTEN + "flavors:\n  h2o_mojo_pojo:\n    model_file: b.zip\n",
                WRITTEN.replace("h2o_mojo_pojo", "h2o"),
                WRITTEN.replace("model_type: MOJO", "model_type: POJO"),
                WRITTEN.replace("    model_file: GBM_model_python_1.zip\n", ""),
                WRITTEN.replace("    model_type: MOJO\n", "    model_file: b.zip\n"),
                WRITTEN.replace("    model_file:", "\tmodel_file:"),
                named(""),
                named("null"),
                named("|\n      a.zip"),
                named("a\n      b.zip"),
                named("'a.zip"),
                named("\"a.zip"),
                named("\"\\n.zip\""),
                named("[a.zip]"),
                named("*a"),
                named("a.zip # the model"),
                named("a: b.zip"));
    }

    @ParameterizedTest
    @MethodSource
    void notUnderstood(String text) {
        assertThatThrownBy(() -> MlmodelText.modelFile(text)).isExactlyInstanceOf(IllegalArgumentException.class);
    }
}

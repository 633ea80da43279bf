package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FlagsTest {
    private final Flags flags = new Flags();
    private final StringWriter errors = new StringWriter();

    private int execute(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap-servers=b:1", "--input=in", "--actual=real"));
        arguments.addAll(List.of(more));
        return Flags.commandLine(flags).setErr(new PrintWriter(errors)).execute(arguments.toArray(String[]::new));
    }

    @Test
    void replicationIsTheClustersUnlessAFlagSaysOtherwise() {
        assertThat(execute()).isZero();
        assertThat(flags.streams()).containsEntry("replication.factor", -1);
        assertThat(execute("--replication-factor=3")).isZero();
        assertThat(flags.streams()).containsEntry("replication.factor", 3);
    }

    @Test
    void flags_overrideSettingsWhichOverrideTheFile(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("p"), "linger.ms=1\nclient.rack=r\nbootstrap.servers=other:1\n");
        assertThat(execute("--config=" + file, "--set=linger.ms=2")).isZero();
        Properties streams = flags.streams();
        assertThat(streams)
                .containsEntry("linger.ms", "2")
                .containsEntry("client.rack", "r")
                .containsEntry("bootstrap.servers", "b:1");
    }

    @Test
    void describe_printsTheTopologyWithoutBrokers() {
        StringWriter out = new StringWriter();
        int exit = Flags.commandLine(flags)
                .setOut(new PrintWriter(out))
                .execute(
                        "--bootstrap-servers=nowhere:1",
                        "--input=in",
                        "--outcomes-topic=late",
                        "--outcome=real",
                        "--joined-topic=table",
                        "--describe");
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Topologies:", "[in]", "[late]", "join", "table", "in-window-figures");
    }

    @ParameterizedTest
    @CsvSource({
        "--outcome=, one is empty",
        "--outcomes-topic=in, one name",
        "--joined-topic=late, one name",
        "--joined-topic=a b, is no name",
        "--outcome=count, rename",
        "--outcome-join-field=id, needs --join-field",
        "--outcome-wins=both, first"
    })
    void whatCannotJoin_isRefusedWithItsReason(String flag, String reason) {
        int exit = Flags.commandLine(flags)
                .setErr(new PrintWriter(errors))
                .execute("--bootstrap-servers=b:1", "--input=in", "--outcomes-topic=late", "--outcome=real", flag);
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).containsIgnoringCase(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "--window=1x, must look like",
        "--window=0s, longer than nothing",
        "--predicted=real, name the same field",
        "--actual=count, rename",
        "--counts-topic=in, one name",
        "--alerts-topic=in, another topic",
        "--score=p, belong together",
        "--min-accuracy=90, 0..1",
        "--alert-windows=0, 1 or more",
        "--actual=, one is empty",
        "--input=a b, is no name",
        "--counts-topic=bad topic!, is no name",
        "--application-id=a/b, is no name",
        "--min-records=0, 1 or more",
        "--replication-factor=0, 1 or more",
        "--registry=nonsense, http://",
        "--set=processing.guarantee=nix, processing.guarantee",
        "--set=num.stream.threads=x, num.stream.threads",
        "--bootstrap-servers=nohostport, nohostport",
        "--outcomes-topic=late, either",
        "--joined-topic=t, need --outcomes-topic",
        "--join-window=0s, longer than nothing",
        "--outcomes-format=avro, needs --registry",
        "--what=1, Unknown option"
    })
    void whatCannotWorkIsRefusedWithItsReason(String flag, String reason) {
        assertThat(execute(flag)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(reason);
    }
}

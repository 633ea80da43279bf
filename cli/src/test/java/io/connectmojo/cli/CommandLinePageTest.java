package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cli.doctor.Fault;
import io.connectmojo.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about the command is made from the command. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("docs/command-line.md");

    @Test
    void thePageListsTheExitCodes() throws IOException {
        StringBuilder table = new StringBuilder("\n| code | meaning |\n|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            table.append("| ")
                    .append(code.number())
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        GeneratedPage.agrees(PAGE, "exit codes", table.append('\n').toString());
    }

    @Test
    void thePageListsTheCommandsOwnCodes() throws IOException {
        StringBuilder table = new StringBuilder("\n| code | cause | fix |\n|---|---|---|\n");
        for (CommandError code : CommandError.values()) {
            table.append("| <a id=\"").append(code.id()).append("\"></a>MOJO-").append(code.id());
            table.append(" | ")
                    .append(code.entry().cause())
                    .append(" | ")
                    .append(code.entry().fix())
                    .append(" |\n");
        }
        GeneratedPage.agrees(PAGE, "codes", table.append('\n').toString());
    }

    @Test
    void thePageListsTheFaultsOfDoctor() throws IOException {
        StringBuilder table = new StringBuilder("\n| fault | what is wrong | fix |\n|---|---|---|\n");
        for (Fault fault : Fault.values()) {
            table.append("| `")
                    .append(fault.id())
                    .append("` | ")
                    .append(fault.cause())
                    .append(" | ")
                    .append(fault.fix())
                    .append(" |\n");
        }
        GeneratedPage.agrees(PAGE, "faults", table.append('\n').toString());
    }

    @Test
    void thePageShowsEveryCommandsHelp() throws IOException {
        StringBuilder help = new StringBuilder();
        for (String command : List.of(
                "",
                "inspect",
                "init",
                "validate",
                "score",
                "verify",
                "compare",
                "report",
                "publish",
                "models",
                "models list",
                "models show",
                "models rollback",
                "models withdraw",
                "models fetch",
                "feed",
                "profile",
                "sign",
                "verify-signature",
                "doctor",
                "completion",
                "man")) {
            MojoRun run = MojoRun.of((Object[]) (command + " --help").trim().split(" "));
            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains("Examples:");
            help.append("\n### mojo ").append(command);
            help.append(command.isEmpty() ? "--help" : " --help")
                    .append("\n\n```\n")
                    .append(run.out())
                    .append("```\n");
        }
        GeneratedPage.agrees(PAGE, "help", help.append('\n').toString());
    }
}

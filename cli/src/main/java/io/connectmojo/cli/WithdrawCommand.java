package io.connectmojo.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mojo models withdraw}. */
@Command(
        name = "withdraw",
        description = "Withdraws a model: what serves keeps serving, and tasks that start are refused.",
        footer = {"", "Examples:", "  mojo models withdraw house-prices --bootstrap-server broker:9092"})
final class WithdrawCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Mixin
    private TopicOptions options;

    @Parameters(paramLabel = "NAME", description = "The model's name.")
    private String name;

    @Option(names = "--json", description = "Prints the announcement that was withdrawn as one JSON object.")
    private boolean json;

    WithdrawCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ModelLog log = ModelLog.read(options)) {
            ModelLog.Entry last = log.last(name)
                    .filter(entry -> !entry.isWithdrawal())
                    .orElseThrow(() -> log.unknown(name, "the topic announces no model of that name"));
            try (ModelPublisher publisher = new ModelPublisher(options.client(), terminal)) {
                publisher.withdraw(options.topic(), name);
            }
            return terminal.answer(
                    json,
                    AnnouncementJson.last(List.of(last)).get(0),
                    List.of(name + " is withdrawn from " + options.topic()));
        }
    }
}

package io.connectmojo.cli;

import picocli.CommandLine.Option;

/** What says which topic of which brokers is meant. */
final class TopicOptions extends ClientOptions {
    @Option(
            names = "--topic",
            defaultValue = "models",
            paramLabel = "TOPIC",
            description = "The topic with the announcements. Default: ${DEFAULT-VALUE}.")
    private String topic;

    String topic() {
        return checked(topic);
    }
}

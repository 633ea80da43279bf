package io.connectmojo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.model.ModelLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader makes of what a consumer gives: Kafka's own consumer without a broker. ITs read real topics. */
class TopicReaderTest {
    private static final byte[] ZIP = new byte[1_000_000];
    private static final ModelTopic SOURCE = new ModelTopic("nowhere:1", "models", Map.of());
    private static final TopicPartition MODELS = new TopicPartition("models", 0);
    private static final TopicPartition DATA = new TopicPartition("models-data", 0);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final AtomicBoolean ended = new AtomicBoolean();
    private final TopicReader reader = new TopicReader(SOURCE, () -> consumer, any -> ended.get());
    private long next;

    @AfterEach
    void end() {
        ended.set(true);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("mojo-model-topic-models")));
    }

    private void topic(TopicPartition partition, long begin, long end) {
        consumer.updatePartitions(
                partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, begin));
        consumer.updateEndOffsets(Map.of(partition, end));
    }

    /** With a task that follows {@code a}. */
    private void start() {
        reader.use("task", "a");
        reader.start();
    }

    private void announce(String name, byte[] value) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>("models", 0, next++, name.getBytes(StandardCharsets.UTF_8), value)));
    }

    private static byte[] announcement(String name, long version) {
        return Announcements.bytes(Announcements.of(name, version, ZIP, 5, 6));
    }

    private void whenPiecesAreRead(Consumer<MockConsumer<byte[], byte[]>> action) {
        Runnable[] task = new Runnable[1];
        task[0] = () -> {
            if (consumer.assignment().contains(DATA)) {
                action.accept(consumer);
            } else {
                consumer.schedulePollTask(task[0]);
            }
        };
        consumer.schedulePollTask(task[0]);
    }

    private static ConsumerRecord<byte[], byte[]> piece(long offset, int number, int from, int to) {
        byte[] key = (Announcements.sha256(ZIP) + "/" + number).getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>("models-data", 0, offset, key, java.util.Arrays.copyOfRange(ZIP, from, to));
    }

    private Announcement announced(String name) {
        return ((Standing.Announced) reader.await(name, LONG, () -> {})).announcement();
    }

    @Test
    void lastAnnouncementOfAName_isFound() {
        topic(MODELS, 0, 4);
        announce("a", announcement("a", 1));
        announce("b", announcement("b", 1));
        announce("a", announcement("a", 2));
        announce("not a name", announcement("a", 9));
        reader.use("task of b", "b");
        start();
        assertThat(announced("a").version()).isEqualTo(2);
        assertThat(announced("b").version()).isEqualTo(1);
        assertThat(reader.counts().find("a").orElseThrow().announced()).isEqualTo(2);
    }

    /** A consumer without a broker gives each record once. */
    private void whenReadAgainFrom(long offset, byte[] a, byte[]... b) {
        Runnable[] task = new Runnable[1];
        task[0] = () -> {
            if (consumer.position(MODELS) != offset) {
                consumer.schedulePollTask(task[0]);
                return;
            }
            long at = offset;
            for (byte[] value : b) {
                consumer.addRecord(new ConsumerRecord<>("models", 0, at++, new byte[] {'b'}, value));
            }
            consumer.addRecord(new ConsumerRecord<>("models", 0, 2, new byte[] {'a'}, a));
        };
        consumer.schedulePollTask(task[0]);
    }

    @Test
    void nameThatIsFollowedLater_isReadAgain() {
        topic(MODELS, 0, 3);
        announce("a", announcement("a", 1));
        announce("b", announcement("b", 7));
        announce("a", announcement("a", 2));
        start();
        assertThat(announced("a").version()).isEqualTo(2);
        whenReadAgainFrom(1, announcement("a", 2), announcement("b", 7));
        assertThat(reader.look("b")).isEmpty();
        assertThat(announced("b").version()).isEqualTo(7);
        assertThat(announced("a").version()).isEqualTo(2);
        assertThat(reader.counts().find("a").orElseThrow().announced()).isEqualTo(2);
        assertThat(reader.counts().find("b").orElseThrow().announced()).isEqualTo(1);
    }

    @Test
    void nameThatIsGoneWhenItIsFollowed_isNotAnnounced() {
        topic(MODELS, 0, 3);
        announce("a", announcement("a", 1));
        announce("b", null);
        announce("a", announcement("a", 2));
        start();
        assertThat(announced("a").version()).isEqualTo(2);
        whenReadAgainFrom(1, announcement("a", 2));
        assertThatThrownBy(() -> reader.await("b", SHORT.multipliedBy(2), () -> {}))
                .hasMessageStartingWith("MOJO-M044 ");
        assertThat(announced("a").version()).isEqualTo(2);
    }

    @Test
    void nothingShows_beforeAllIsRead() {
        topic(MODELS, 0, 2);
        announce("a", announcement("a", 1));
        start();
        assertThatThrownBy(() -> reader.await("a", SHORT, () -> {})).hasMessageStartingWith("MOJO-M040 ");
        assertThat(reader.look("a")).isEmpty();
        announce("a", announcement("a", 2));
        assertThat(announced("a").version()).isEqualTo(2);
    }

    @Test
    void tombstone_withdraws() {
        topic(MODELS, 0, 2);
        announce("a", announcement("a", 1));
        announce("a", null);
        start();
        assertThat(reader.await("a", LONG, () -> {})).isInstanceOf(Standing.Withdrawn.class);
        assertThat(reader.counts().find("a").orElseThrow().version()).isZero();
    }

    @Test
    void nameThatNobodyAnnounced_isToldAfterTheTimeout() {
        topic(MODELS, 0, 1);
        announce("a", announcement("a", 1));
        start();
        assertThatThrownBy(() -> reader.await("b", SHORT, () -> {}))
                .hasMessageStartingWith("MOJO-M044 ")
                .hasMessageContaining("b on models at nowhere:1");
    }

    @Test
    void missingTopic_isToldThenFound() {
        start();
        assertThatThrownBy(() -> reader.await("a", SHORT, () -> {}))
                .hasMessageStartingWith("MOJO-M040 ")
                .hasMessageContaining("it does not exist");
        topic(MODELS, 0, 0);
        announce("a", announcement("a", 1));
        assertThat(announced("a").version()).isEqualTo(1);
    }

    @Test
    void refusal_isToldAtOnceThenTriedAgain() {
        topic(MODELS, 0, 0);
        for (int i = 0; i < 3; i++) {
            consumer.schedulePollTask(
                    () -> consumer.setPollException(new TopicAuthorizationException(Set.of("models"))));
        }
        start();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> reader.await("a", LONG, () -> {}))
                .hasMessageStartingWith("MOJO-M040 ")
                .hasMessageContaining("may not read models");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        announce("a", announcement("a", 1));
        await().atMost(LONG).ignoreExceptions().until(() -> reader.look("a").isPresent());
    }

    @Test
    void refusalMeanwhile_isToldWhileWhatIsKnownStays() {
        topic(MODELS, 0, 1);
        announce("a", announcement("a", 1));
        start();
        announced("a");
        consumer.schedulePollTask(() -> consumer.setPollException(new SaslAuthenticationException("no")));
        await().untilAsserted(() -> assertThatThrownBy(() -> reader.look("a")).hasMessageStartingWith("MOJO-M040 "));
        next = 0;
        announce("a", announcement("a", 1));
        await().atMost(LONG).ignoreExceptions().until(() -> reader.look("a").isPresent());
        assertThat(reader.counts().find("a").orElseThrow().announced())
                .as("read again, counted once")
                .isEqualTo(1);
    }

    @Test
    void pieces_areFetched() {
        topic(MODELS, 0, 1);
        topic(DATA, 5, 7);
        announce("a", announcement("a", 1));
        start();
        whenPiecesAreRead(c -> {
            c.addRecord(piece(5, 0, 0, 900_000));
            c.addRecord(piece(6, 1, 900_000, 1_000_000));
        });
        assertThat(reader.fetch(announced("a"), ModelLimits.of(name -> null), LONG, () -> {}))
                .isEqualTo(ZIP);
        assertThat(reader.counts().find("a").orElseThrow().fetched()).isEqualTo(1);
        await().until(() -> consumer.assignment().equals(Set.of(MODELS)));
    }

    @Test
    void piecesThatRetentionTook_areTold() {
        topic(MODELS, 0, 1);
        topic(DATA, 6, 7);
        announce("a", announcement("a", 1));
        start();
        Announcement announcement = announced("a");
        whenPiecesAreRead(c -> c.addRecord(piece(6, 1, 900_000, 1_000_000)));
        assertThatThrownBy(() -> reader.fetch(announcement, ModelLimits.of(name -> null), LONG, () -> {}))
                .hasMessageStartingWith("MOJO-M043 ")
                .hasMessageContaining("does not have the announced offsets");
        assertThat(reader.counts().find("a").orElseThrow().refused()).isEqualTo(1);
        announce("a", announcement("a", 2));
        await().until(() -> announced("a").version() == 2);
    }

    @Test
    void piecesThatDoNotCome_areNotWaitedForForEver() {
        topic(MODELS, 0, 1);
        topic(DATA, 5, 7);
        announce("a", announcement("a", 1));
        start();
        Announcement announcement = announced("a");
        assertThatThrownBy(() -> reader.fetch(announcement, ModelLimits.of(name -> null), SHORT, () -> {}))
                .hasMessageStartingWith("MOJO-M040 ");
        await().until(() -> consumer.assignment().equals(Set.of(MODELS)));
    }

    @Test
    void piecesThatMayNotBeRead_leaveTheAnnouncementsAlone() {
        topic(MODELS, 0, 1);
        topic(DATA, 5, 7);
        announce("a", announcement("a", 1));
        start();
        Announcement announcement = announced("a");
        whenPiecesAreRead(c -> c.setPollException(new TopicAuthorizationException(Set.of("models-data"))));
        assertThatThrownBy(() -> reader.fetch(announcement, ModelLimits.of(name -> null), LONG, () -> {}))
                .hasMessageContaining("may not read models-data");
        assertThat(reader.look("a")).isPresent();
    }

    @Test
    void idle_onlyWhenNobodyAsks() throws Exception {
        topic(MODELS, 0, 1);
        announce("a", announcement("a", 1));
        start();
        CompletableFuture<Standing> waiting = CompletableFuture.supplyAsync(() -> reader.await("a", LONG, () -> {}));
        waiting.get();
        assertThat(reader.isIdle()).isFalse();
        reader.release("task");
        assertThat(reader.isIdle()).isFalse();
        await().atMost(Duration.ofSeconds(4)).until(reader::isIdle);
    }
}

package io.connectmojo.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is kept in memory of a topic on which many names are announced. */
class AnnouncedModelsTest {
    private static final int NAMES = 200;
    private static final int PROFILE = 800_000;

    /** A tenth of what all profiles take. */
    private static final long LIMIT = NAMES * (long) PROFILE / 10;

    private final AnnouncedModels models = new AnnouncedModels();
    private long next;

    private Announcement.Place announce(String name) {
        String profile = "{\"columns\":\"" + "x".repeat(PROFILE) + "\"}";
        String text = Announcements.of(name, 1, new byte[10], 0, 0).toString();
        byte[] value = (text.substring(0, text.length() - 1) + ",\"profile\":" + profile + "}")
                .getBytes(StandardCharsets.UTF_8);
        return models.accept(new ConsumerRecord<>("models", 0, next++, name.getBytes(StandardCharsets.UTF_8), value))
                .orElseThrow()
                .place();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void profilesOfNamesThatNobodyFollows_areNotKept() {
        models.follow("name7");
        long before = usedHeap();
        for (int i = 0; i < NAMES; i++) {
            announce("name" + i);
        }
        models.caughtUp();
        assertThat(usedHeap() - before).isLessThan(LIMIT);
        assertThat(models.find("name7").orElseThrow())
                .isInstanceOfSatisfying(
                        Standing.Announced.class,
                        standing -> assertThat(standing.announcement().profile().orElseThrow())
                                .hasSizeGreaterThan(PROFILE));
        assertThat(models.find("name8")).isEmpty();
        assertThat(models.isKnown("name8")).isFalse();
        assertThat(models.isKnown("never announced")).isTrue();
    }

    @Test
    void nameThatIsFollowedNoLonger_isPassedOver() {
        models.follow("name");
        Announcement.Place place = announce("name");
        models.caughtUp();
        assertThat(models.find("name")).isPresent();
        assertThat(models.passedOver()).isEmpty();
        models.unfollow("name");
        assertThat(models.find("name")).isEmpty();
        assertThat(models.passedOver()).isEmpty();
        models.follow("name");
        assertThat(models.passedOver()).isEqualTo(List.of(place));
        next = place.offset();
        announce("name");
        assertThat(models.find("name")).isPresent();
        models.readAgain(0);
        assertThat(models.find("name")).isPresent();
    }
}

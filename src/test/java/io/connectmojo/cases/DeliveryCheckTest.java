package io.connectmojo.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.DeliveryCheck.Arrival;
import io.connectmojo.cases.DeliveryCheck.Faults;
import io.connectmojo.cases.DeliveryCheck.Served;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check that the tests with workers trust sees every fault that is planted in a right delivery, and no other. */
class DeliveryCheckTest {
    private static final int STREAMS = 3;
    private static final int COUNT = 100;
    private static final Map<String, Served> MODELS = Map.of(
            "old@1", new Served("champion", answers("gbm_regression")),
            "new@2", new Served("challenger", answers("drf_regression")));

    private final List<Arrival> delivery = new ArrayList<>();

    private static List<Double> answers(String model) {
        CsvFile expected = CsvFile.read(Path.of("src/test/models/trained", model, "expected.csv"));
        List<Double> answers = new ArrayList<>();
        for (int row = 0; row < expected.rows().size(); row++) {
            answers.add(expected.number(row, 0));
        }
        return answers;
    }

    private static String arm(int number) {
        return number % 4 == 0 ? "challenger" : "champion";
    }

    @BeforeEach
    void deliverAllOnce() {
        for (int number = 0; number < COUNT; number++) {
            for (int stream = 0; stream < STREAMS; stream++) {
                delivery.add(answer(stream, number, arm(number).equals("champion") ? "old@1" : "new@2"));
            }
        }
    }

    private static Arrival answer(int stream, int number, String stamp) {
        Served served = MODELS.get(stamp);
        double prediction =
                served.predictions().get(number % served.predictions().size());
        return new Arrival(stream, number, prediction, stamp, served.arm());
    }

    private Faults faults() {
        DeliveryCheck check = new DeliveryCheck(MODELS, DeliveryCheckTest::arm);
        delivery.forEach(arrival -> check.add("only", arrival));
        return check.faults(STREAMS, COUNT);
    }

    private int place(int stream, int number) {
        return number * STREAMS + stream;
    }

    private static void assertCounts(Faults faults, long... counts) {
        assertThat(new long[] {
                    faults.missing(),
                    faults.duplicates(),
                    faults.wrongScores(),
                    faults.wrongStamps(),
                    faults.wrongArms(),
                    faults.outOfOrder()
                })
                .as(faults.examples().toString())
                .isEqualTo(counts);
        assertThat(faults.none()).isEqualTo(Arrays.stream(counts).sum() == 0);
    }

    @Test
    void rightDelivery_hasNoFault() {
        assertCounts(faults(), 0, 0, 0, 0, 0, 0);
    }

    @Test
    void lostRecord_isMissing() {
        delivery.remove(place(1, 40));
        assertCounts(faults(), 1, 0, 0, 0, 0, 1);
    }

    @Test
    void lostLastRecord_isMissing() {
        delivery.remove(place(2, COUNT - 1));
        assertCounts(faults(), 1, 0, 0, 0, 0, 0);
    }

    @Test
    void lostStream_isMissing() {
        delivery.removeIf(arrival -> arrival.stream() == 2);
        assertCounts(faults(), COUNT, 0, 0, 0, 0, 0);
    }

    @Test
    void recordTwice_isDuplicate() {
        delivery.add(place(0, 50), delivery.get(place(0, 7)));
        assertCounts(faults(), 0, 1, 0, 0, 0, 0);
        assertThat(faults().exceptDuplicates().none()).isTrue();
    }

    @Test
    void lastBitOfScore_isWrongScore() {
        Arrival right = delivery.get(place(1, 41));
        double next = Math.nextUp(right.prediction());
        delivery.set(place(1, 41), new Arrival(1, 41, next, right.stamp(), right.arm()));
        assertCounts(faults(), 0, 0, 1, 0, 0, 0);
    }

    @Test
    void unknownModel_isWrongStamp() {
        Arrival right = delivery.get(place(1, 41));
        delivery.set(place(1, 41), new Arrival(1, 41, right.prediction(), "other@3", right.arm()));
        assertCounts(faults(), 0, 0, 0, 1, 0, 0);
    }

    @Test
    void scoreOfOtherModel_isWrongStamp() {
        double others = answer(1, 41, "new@2").prediction();
        delivery.set(place(1, 41), new Arrival(1, 41, others, "old@1", "champion"));
        assertCounts(faults(), 0, 0, 0, 1, 0, 0);
    }

    @Test
    void answerOfOtherArm_isWrongArm() {
        delivery.set(place(1, 41), answer(1, 41, "new@2"));
        assertCounts(faults(), 0, 0, 0, 0, 1, 0);
    }

    @Test
    void nameOfOtherArm_isWrongArm() {
        Arrival right = delivery.get(place(1, 41));
        delivery.set(place(1, 41), new Arrival(1, 41, right.prediction(), right.stamp(), "challenger"));
        assertCounts(faults(), 0, 0, 0, 0, 1, 0);
    }

    @Test
    void exchangedRecords_areOutOfOrder() {
        Arrival early = delivery.get(place(1, 40));
        delivery.set(place(1, 40), delivery.get(place(1, 41)));
        delivery.set(place(1, 41), early);
        assertCounts(faults(), 0, 0, 0, 0, 0, 1);
    }

    @Test
    void stepBack_isDuplicatesInOrder() {
        // what a task does that begins again where it last committed
        delivery.addAll(place(0, 50), List.copyOf(delivery.subList(place(0, 40), place(0, 50))));
        assertCounts(faults(), 0, 10 * STREAMS, 0, 0, 0, 0);
    }

    @Test
    void newPass_beginsAnywhere() {
        DeliveryCheck check = new DeliveryCheck(MODELS, DeliveryCheckTest::arm);
        for (Arrival arrival : delivery) {
            check.add(arrival.number() < 30 || arrival.number() >= 60 ? "first" : "second", arrival);
        }
        // the first reader leaves out what the second got: its own order is broken
        assertCounts(check.faults(STREAMS, COUNT), 0, 0, 0, 0, 0, STREAMS);
        DeliveryCheck three = new DeliveryCheck(MODELS, DeliveryCheckTest::arm);
        delivery.forEach(arrival -> three.add("pass" + arrival.number() / 30, arrival));
        assertCounts(three.faults(STREAMS, COUNT), 0, 0, 0, 0, 0, 0);
    }

    @Test
    void modelThatComesLater_isKnownThen() {
        Map<String, Served> models = new HashMap<>();
        DeliveryCheck check = new DeliveryCheck(models, DeliveryCheckTest::arm);
        check.add("only", delivery.get(place(0, 1)));
        models.putAll(MODELS);
        check.add("only", delivery.get(place(0, 2)));
        assertThat(check.faults(1, 0).wrongStamps()).isEqualTo(1);
        assertThat(check.answered()).containsEntry("old@1", 2L);
    }
}

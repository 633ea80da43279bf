package io.connectmojo.scoring.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What goes when the models of a worker become too many. */
class WorkerModelsTest {
    private static final ModelSize SIZE = new ModelSize(90, 10);

    private FleetLimits limits = new FleetLimits(1000, 3);
    private final WorkerModels worker = new WorkerModels(() -> limits);

    /** A task's arm that is at rest or in use as the test says. */
    private static final class User implements Resident {
        private final long lastUsed;
        private boolean isInUse;
        private boolean isReleased;
        private boolean isClosed;

        User(long lastUsed) {
            this.lastUsed = lastUsed;
        }

        @Override
        public long lastUsed() {
            return lastUsed;
        }

        @Override
        public boolean isInUse() {
            return isInUse;
        }

        @Override
        public boolean release() {
            isReleased = !isInUse;
            return isReleased;
        }

        @Override
        public void close() {
            assertThat(isReleased).isTrue();
            isClosed = true;
        }
    }

    private User add(String digest, long lastUsed) {
        User user = new User(lastUsed);
        worker.add(user, digest, SIZE);
        return user;
    }

    @Test
    void tooMany_leastRecentlyUsedGoes() {
        User a = add("a", 5);
        User b = add("b", 3);
        User c = add("c", 4);
        User d = add("d", 1);
        assertThat(b.isClosed).isTrue();
        assertThat(a.isClosed || c.isClosed || d.isClosed).isFalse();
        assertThat(worker.models()).isEqualTo(3);
        assertThat(worker.evictions()).isEqualTo(1);
    }

    @Test
    void tooLarge_asManyGoAsMust() {
        limits = new FleetLimits(250, 100);
        User a = add("a", 1);
        User b = add("b", 2);
        assertThat(worker.bytes()).isEqualTo(200);
        User c = add("c", 3);
        assertThat(a.isClosed).isTrue();
        assertThat(b.isClosed || c.isClosed).isFalse();
        assertThat(worker.bytes()).isEqualTo(200);
    }

    @Test
    void modelInUse_staysWhileAnotherGoes() {
        User a = add("a", 1);
        a.isInUse = true;
        User b = add("b", 2);
        add("c", 3);
        add("d", 4);
        assertThat(a.isClosed).isFalse();
        assertThat(b.isClosed).isTrue();
    }

    @Test
    void allInUse_areMoreThanTheLimit() {
        for (int i = 0; i < 5; i++) {
            add("m" + i, i).isInUse = true;
        }
        assertThat(worker.models()).isEqualTo(5);
        add("x", 9);
        assertThat(worker.models()).isEqualTo(6);
    }

    @Test
    void modelOfSeveralTasks_isOneModelWithSeveralArms() {
        User first = add("a", 1);
        User second = add("a", 9);
        assertThat(worker.models()).isEqualTo(1);
        assertThat(worker.bytes()).isEqualTo(110);
        add("b", 3);
        add("c", 4);
        User d = add("d", 5);
        assertThat(first.isClosed || second.isClosed)
                .as("used by one of its tasks")
                .isFalse();
        worker.remove(first);
        worker.remove(second);
        assertThat(worker.models()).isEqualTo(2);
        assertThat(d.isClosed).isFalse();
    }

    @Test
    void arm_goesOverToAnotherModel() {
        User user = add("a", 1);
        worker.add(user, "b", SIZE);
        assertThat(worker.models()).isEqualTo(1);
        assertThat(worker.bytes()).isEqualTo(100);
    }

    @Test
    void modelLargerThanAll_isRefused() {
        assertThatThrownBy(() -> worker.add(new User(1), "a", new ModelSize(1000, 10)))
                .hasMessageStartingWith("MOJO-M071 ")
                .hasMessageContaining("io.connectmojo.fleet.max.bytes=1000");
        assertThat(worker.models()).isZero();
    }

    @Test
    void taskThatIsGarbage_countsNoLonger() {
        add("a", 1);
        for (int i = 0; i < 50 && worker.models() > 0; i++) {
            System.gc();
        }
        assertThat(worker.models()).isZero();
    }

    @Test
    void limits_areReadFromTheWorker() {
        assertThat(FleetLimits.of(name -> null))
                .isEqualTo(new FleetLimits(Runtime.getRuntime().maxMemory() / 4, 1000));
        assertThat(FleetLimits.of(name -> name.equals("fleet.max.bytes") ? " 5000 " : "7"))
                .isEqualTo(new FleetLimits(5000, 7));
        for (String wrong : new String[] {"much", "0", "-1", ""}) {
            assertThatThrownBy(() -> FleetLimits.of(name -> wrong)).hasMessageStartingWith("MOJO-M0");
        }
    }
}

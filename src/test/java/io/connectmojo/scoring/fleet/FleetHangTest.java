package io.connectmojo.scoring.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.config.ModelSettings;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.output.OutputSchemas;
import io.connectmojo.record.ConnectFormat;
import io.connectmojo.record.RecordView;
import io.connectmojo.row.template.Template;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.scoring.arm.Arm;
import io.connectmojo.scoring.arm.SharedPlans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that takes long to load, or never arrives, keeps the records of other tasks from nothing. */
class FleetHangTest {
    private static final byte[] ZIP = EditedMojo.of(
                    ModelFolder.of("trained/gbm_regression").bytes())
            .lean()
            .zip();

    private final CountDownLatch answer = new CountDownLatch(1);
    private final WorkerModels worker = new WorkerModels(() -> new FleetLimits(100_000_000, 100));
    private final LoadQueue queue = new LoadQueue(TimeUnit.MILLISECONDS.toNanos(300));

    /** A place with a model under each name, which for some names does not answer until it is told to. */
    private record Place(String name, CountDownLatch answer) implements ModelFeed {
        @Override
        public ModelContent read(Signal arrived) {
            if (name.startsWith("slow")) {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] zip = EditedMojo.of(ZIP)
                    .ini("init_f", Double.toString(100.5 + name.length()))
                    .zip();
            return ModelContent.ofMojo(zip, name, ModelLimits.ofWorker());
        }
    }

    /** One task. */
    private final class Task implements AutoCloseable {
        private final Fleet fleet;
        private final RecordView view;

        Task(Duration timeout) {
            Map<String, String> settings = Map.of("model.path", "/{value.name}.zip");
            MojoScorerConfig config = new MojoScorerConfig(settings);
            ModelSettings.OfRecords models = new ModelSettings.OfRecords(
                    Template.parse("model.path", "{value.name}"),
                    name -> new Place(name, answer),
                    "auto",
                    Optional.empty(),
                    timeout);
            OutputSchemas outputs = new OutputSchemas(config.outputOptions().existing());
            ConnectFormat format = new ConnectFormat();
            fleet = Fleet.open(
                    new FleetSettings(config, config.outputOptions(), models, false),
                    new SharedPlans(format, outputs),
                    outputs,
                    model -> RowObserver.NONE,
                    worker,
                    queue);
            view = format.newView(() -> name -> true, outputs::isOutput, List.of());
        }

        double score(String name) {
            Map<String, Object> value = new LinkedHashMap<>(Map.of("name", name, "age", 61, "income", 4271.2));
            value.putAll(Map.of("visits", 7, "tenure", 0.2, "region", "north", "plan", "basic", "city", "Isle"));
            SinkRecord record = new SinkRecord("t", 0, null, null, null, value, 0);
            view.begin(null, value);
            view.of(record);
            view.read();
            Arm arm = fleet.select(view);
            return ((Scored) arm.score(view)).prediction().value;
        }

        @Override
        public void close() {
            fleet.close();
        }
    }

    @AfterEach
    void letAllGo() {
        answer.countDown();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("mojo-fleet-load")));
    }

    @Test
    void manyLoadsThatHang_keepNoOtherTaskWaiting() {
        Task[] slow = new Task[8];
        CompletableFuture<?>[] waiting = new CompletableFuture<?>[slow.length];
        for (int i = 0; i < slow.length; i++) {
            Task task = new Task(Duration.ofSeconds(60));
            slow[i] = task;
            String name = "slow" + "x".repeat(i);
            waiting[i] =
                    CompletableFuture.supplyAsync(() -> task.score(name), runnable -> new Thread(runnable).start());
        }
        try (Task quick = new Task(Duration.ofSeconds(10))) {
            long begin = System.nanoTime();
            double a = quick.score("a");
            assertThat(quick.score("bb")).isEqualTo(a + 1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            begin = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                quick.score(i % 2 == 0 ? "a" : "bb");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        answer.countDown();
        CompletableFuture.allOf(waiting).orTimeout(30, TimeUnit.SECONDS).join();
        for (Task task : slow) {
            task.close();
        }
        assertThat(worker.models()).isZero();
    }

    @Test
    void loadThatIsLate_failsItsRecordsThenServes() {
        try (Task task = new Task(Duration.ofMillis(400))) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> task.score("slow"))
                    .hasMessageStartingWith("MOJO-D022 ")
                    .hasMessageContaining("model.load.timeout.ms=400")
                    .hasMessageNotContaining("slow");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(390));
            begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> task.score("slow")).hasMessageStartingWith("MOJO-D022 ");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("later records do not wait again")
                    .isLessThan(Duration.ofMillis(390));
            double other = task.score("abcd");
            answer.countDown();
            await().ignoreExceptions().until(() -> task.score("slow") == other);
        }
    }

    @Test
    void taskThatEndsMeanwhile_leavesNothingBehind() {
        Task task = new Task(Duration.ofMillis(100));
        assertThatThrownBy(() -> task.score("slow")).hasMessageStartingWith("MOJO-D022 ");
        task.close();
        answer.countDown();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("mojo-fleet-load")));
        assertThat(worker.models()).isZero();
    }

    @Test
    void tooManyLateLoads_failAtOnce() {
        try (Task task = new Task(Duration.ofMillis(20))) {
            for (int i = 0; i < 64; i++) {
                String name = "slow" + i;
                assertThatThrownBy(() -> task.score(name)).hasMessageStartingWith("MOJO-D022 ");
            }
            assertThatThrownBy(() -> task.score("slower"))
                    .hasMessageStartingWith("MOJO-D022 ")
                    .hasMessageContaining("too many");
        }
    }

    @Test
    void interruptedTask_failsItsRecord() throws Exception {
        try (Task task = new Task(Duration.ofSeconds(60))) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    task.score("slow");
                    failure.complete(null);
                } catch (RuntimeException e) {
                    failure.complete(e);
                }
            });
            thread.start();
            Thread.sleep(200);
            thread.interrupt();
            assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageStartingWith("MOJO-D022 ");
        }
    }
}

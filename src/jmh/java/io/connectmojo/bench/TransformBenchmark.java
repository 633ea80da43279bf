package io.connectmojo.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One contender on one model, as JMH measures it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformBenchmark {
    /** A folder below {@code -Dmojo.bench.models}; give it with {@code -p model=…}. */
    @Param("house-prices")
    public String model;

    @Param({Contenders.NAIVE, Contenders.OURS, Contenders.HEADERS, Contenders.SCORE0, Contenders.EMPTY})
    public String contender;

    private Contenders contenders;
    private IntFunction<Object> measured;
    private int next;

    @Setup
    public void open() {
        contenders = new Contenders(BenchModel.named(model));
        measured = contenders.open(contender);
    }

    @TearDown
    public void close() {
        contenders.close();
    }

    @Benchmark
    public Object record() {
        return measured.apply(next++);
    }
}

package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Control;

/** Messages from one producer to one consumer. */
public class OneToOneMessageBenchmark extends MessageBenchmark {

    /** Which kind. */
    @Param({"ONE_TO_ONE", "ONE_TO_ONE_UNBOUNDED"})
    public QueueShape shape;

    @Override
    QueueShape shape() {
        return shape;
    }

    /** Writes a message, as soon as there is room. */
    @Benchmark
    @Group("single")
    @GroupThreads(1)
    public void writeSingle(final Writer writer, final Share share, final Control control) {
        write(writer, share, control);
    }

    /** Reads messages, as soon as there are some. */
    @Benchmark
    @Group("single")
    @GroupThreads(1)
    public long readSingle(final Reader reader, final Share share, final Control control) {
        return read(reader, share, control);
    }
}

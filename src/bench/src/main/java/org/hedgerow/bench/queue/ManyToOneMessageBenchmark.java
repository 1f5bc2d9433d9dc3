package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Control;

/** Messages from one and three producers to one consumer. */
public class ManyToOneMessageBenchmark extends MessageBenchmark {

    /** Which kind. */
    @Param({"MANY_TO_ONE", "MANY_TO_ONE_UNBOUNDED"})
    public QueueShape shape;

    @Override
    QueueShape shape() {
        return shape;
    }

    /** Writes a message, as soon as there is room. */
    @Benchmark
    @Group("oneProducer")
    @GroupThreads(1)
    public void writeOneProducer(final Writer writer, final Share share, final Control control) {
        write(writer, share, control);
    }

    /** Reads messages, as soon as there are some. */
    @Benchmark
    @Group("oneProducer")
    @GroupThreads(1)
    public long readOneProducer(final Reader reader, final Share share, final Control control) {
        return read(reader, share, control);
    }

    /** Writes a message, as soon as there is room. */
    @Benchmark
    @Group("threeProducers")
    @GroupThreads(3)
    public void writeThreeProducers(final Writer writer, final Share share, final Control control) {
        write(writer, share, control);
    }

    /** Reads messages, as soon as there are some. */
    @Benchmark
    @Group("threeProducers")
    @GroupThreads(1)
    public long readThreeProducers(final Reader reader, final Share share, final Control control) {
        return read(reader, share, control);
    }
}

package org.hedgerow.concurrent.jctools;

import java.util.List;
import org.hedgerow.memory.access.RawMemory;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpqSanityTest;
import org.jctools.queues.spec.ConcurrentQueueSpec;
import org.junit.AfterClass;
import org.junit.Assume;
import org.junit.BeforeClass;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** JCTools' MpqSanityTest on our queues. */
@RunWith(Parameterized.class)
@SuppressWarnings("deprecation") // The suites ask for the deprecated specification.
public class ConcurrentMpqSanityTest extends MpqSanityTest {

    public ConcurrentMpqSanityTest(final ConcurrentQueueSpec spec, final MessagePassingQueue<Integer> queue) {
        super(spec, queue);
    }

    /** The suite changes threads while the former one lives, which the checked mode is there to report. */
    @BeforeClass
    public static void onlyUnchecked() {
        Assume.assumeFalse(RawMemory.CHECKED);
    }

    @AfterClass
    public static void closeQueues() {
        JctoolsQueue.close(ConcurrentMpqSanityTest.class);
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<Object[]> queues() {
        return JctoolsQueue.all(ConcurrentMpqSanityTest.class);
    }
}

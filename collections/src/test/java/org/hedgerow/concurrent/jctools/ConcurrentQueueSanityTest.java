package org.hedgerow.concurrent.jctools;

import java.util.List;
import java.util.Queue;
import org.hedgerow.memory.access.RawMemory;
import org.jctools.queues.QueueSanityTest;
import org.jctools.queues.spec.ConcurrentQueueSpec;
import org.junit.AfterClass;
import org.junit.Assume;
import org.junit.BeforeClass;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** JCTools' QueueSanityTest on our queues. */
@RunWith(Parameterized.class)
@SuppressWarnings("deprecation") // The suites ask for the deprecated specification.
public class ConcurrentQueueSanityTest extends QueueSanityTest {

    public ConcurrentQueueSanityTest(final ConcurrentQueueSpec spec, final Queue<Integer> queue) {
        super(spec, queue);
    }

    /** The suite changes threads while the former one lives, which the checked mode is there to report. */
    @BeforeClass
    public static void onlyUnchecked() {
        Assume.assumeFalse(RawMemory.CHECKED);
    }

    @AfterClass
    public static void closeQueues() {
        JctoolsQueue.close(ConcurrentQueueSanityTest.class);
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<Object[]> queues() {
        return JctoolsQueue.all(ConcurrentQueueSanityTest.class);
    }
}

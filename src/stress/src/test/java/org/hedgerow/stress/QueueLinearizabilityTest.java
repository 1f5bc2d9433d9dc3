package org.hedgerow.stress;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each operation of a queue seems to happen at one moment within its call, in each of many random scenarios. Lincheck's model
 * checker switches threads at every access to what they share, off-heap or not, in an order of its own, and so repeats what it finds;
 * its other strategy leaves that to the processors, which reorder accesses as well. It is briefly done in each build, and
 * with {@code -Dnightly=true} for some minutes.
 */
class QueueLinearizabilityTest {

    private static final boolean NIGHTLY = Boolean.getBoolean("nightly");
    private static final int SCENARIOS = NIGHTLY ? 100 : 3;
    private static final int INVOCATIONS = NIGHTLY ? 5_000 : 50;

    /** What the first queue of a process loads is not to be part of a scenario. */
    @BeforeAll
    static void openTheMemory() {
        new OneToOneConcurrentLongQueue(1).close();
    }

    private static ModelCheckingOptions modelChecking() {
        return new ModelCheckingOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .addGuarantee(forClasses(QueueLinearizabilityTest::isSteady)
                        .allMethods()
                        .ignore())
                .sequentialSpecification(SequentialQueue.class);
    }

    /** Of a queue's memory only the accesses are of interest, not how it is got and given up. */
    private static boolean isSteady(final String className) {
        return className.startsWith("org.hedgerow.memory.")
                && !className.startsWith("org.hedgerow.memory.access.RawMemory");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LinearizableQueue.OneToOne.class,
                LinearizableQueue.ManyToOne.class,
                LinearizableQueue.ManyToMany.class,
                LinearizableQueue.OneToOneUnbounded.class,
                LinearizableQueue.ManyToOneUnbounded.class
            })
    void inWhateverOrderThreadsAreSwitched(final Class<?> queue) {
        modelChecking().check(queue);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LinearizableQueue.OneToOne.class,
                LinearizableQueue.ManyToOne.class,
                LinearizableQueue.ManyToMany.class,
                LinearizableQueue.OneToOneUnbounded.class,
                LinearizableQueue.ManyToOneUnbounded.class
            })
    void whereThreadsRace(final Class<?> queue) {
        new StressOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(SequentialQueue.class)
                .check(queue);
    }

    /** The model checker sees what happens off-heap: otherwise it would find nothing here. */
    @Test
    void aQueueWithAProducerTooManyIsFoundOut() {
        final ModelCheckingOptions options = modelChecking().iterations(100).minimizeFailedScenario(false);
        assertThrows(
                LincheckAssertionError.class, () -> options.check(LinearizableQueue.OneToOneWithTwoProducers.class));
    }
}

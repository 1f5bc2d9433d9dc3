package org.hedgerow.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;
import org.hedgerow.testkit.models.Models;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    /** Finds each value of 900 and more wrong. */
    private static final class WrongModel extends CollectionModel<AutoCloseable> {
        WrongModel() {
            operation("store", 1, 1_000, value -> assertTrue(value < 900, "wrong"));
        }

        @Override
        protected AutoCloseable open(final GuardedMemory opened, final Random random) {
            return () -> {};
        }

        @Override
        protected void check() {
            // There is nothing that could differ.
        }
    }

    /** Never comes back. */
    private static final class EndlessModel extends CollectionModel<AutoCloseable> {
        EndlessModel() {
            operation("descend", 1, 1_000, this::descend);
        }

        private void descend(final long value) {
            if (value >= 0) {
                descend(value + 1);
            }
        }

        @Override
        protected AutoCloseable open(final GuardedMemory opened, final Random random) {
            return () -> {};
        }

        @Override
        protected void check() {
            // There is nothing that could differ.
        }
    }

    private final StringWriter out = new StringWriter();

    private int run(final String... args) {
        final CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(out));
        return commandLine.execute(args);
    }

    @Test
    void aSeedPlaysTheSameEachTime() {
        assertEquals(0, run("--seed", "11", "--sequences", "5"));
        final String first = out.toString();
        assertTrue(first.contains("seed 11") && first.contains("done: 50 sequences"), first);
        assertEquals(0, run("--seed", "11", "--sequences", "5"));
        assertEquals(first + first, out.toString());
    }

    @Test
    void oneModelIsPlayedAlone() {
        assertEquals(0, run("--model", "Region", "--sequences", "3"));
        assertTrue(out.toString().contains("models: Region"), out::toString);
        assertTrue(out.toString().contains("done: 3 sequences"), out::toString);
    }

    @Test
    void theHelpNamesAllModels() {
        assertEquals(0, run("--help"));
        assertTrue(Models.all().keySet().stream().allMatch(out.toString()::contains), out::toString);
    }

    @Test
    void whatPlaysNothingIsRefused() {
        assertEquals(2, run("--sequences", "0"));
        assertEquals(2, run("--minutes", "-1"));
        assertEquals(2, run("--minutes", "NaN"));
        assertTrue(out.toString().contains("--minutes NaN: must be more than 0"), out::toString);
        assertEquals(2, run("--sequences", "-3"));
        assertTrue(out.toString().contains("--sequences -3: must be at least 1"), out::toString);
        assertFalse(out.toString().contains("none failed"), out::toString);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertEquals(2, run("--model", "Cupboard"));
        assertTrue(out.toString().contains("--model Cupboard: must be one of GuardedMemory, "), out::toString);
    }

    @Test
    void aFailureTellsHowToRepeatItAndTheShortestSequence() {
        final AtomicInteger left = new AtomicInteger(100);
        final Fuzzer fuzzer = new Fuzzer(Map.of("Wrong", WrongModel::new), new PrintWriter(out));
        assertFalse(fuzzer.run(1, () -> left.getAndDecrement() == 0));
        final String text = out.toString();
        assertTrue(text.contains("FAILED: Wrong, seed "), text);
        assertTrue(text.contains("1 steps: [store(900)]"), text);
        assertTrue(text.contains("-Dfuzz.args=\"--model Wrong --seed "), text);
    }

    @Test
    void anErrorIsAFailureAsWell() {
        final Fuzzer fuzzer = new Fuzzer(Map.of("Endless", EndlessModel::new), new PrintWriter(out));
        assertFalse(fuzzer.run(1, () -> false));
        assertTrue(out.toString().contains("FAILED: Endless, seed 1"), out::toString);
        assertTrue(out.toString().contains("java.lang.StackOverflowError"), out::toString);
    }
}

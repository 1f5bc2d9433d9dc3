package org.hedgerow.demo.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.harness.JvmCommand;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Integer> progress = new ArrayList<>();

    private ChildResult run(final String ending, final Duration timeout, final String... jvmFlags) {
        final JvmCommand command = new JvmCommand(Patient.class, List.of(jvmFlags));
        return new ChildProcess(command, timeout).run(List.of(ending), progress::add);
    }

    @Test
    void findingsOfAChildThatFinishes() {
        final ChildResult result = run("finish", LONG);
        assertTrue(result.finished(), result.account());
        assertEquals(42, result.findings().number("before"));
        assertEquals("all of it", result.findings().text("after"));
        assertEquals(List.of(50), progress);
        assertThrows(IllegalStateException.class, () -> result.findings().number("never said"));
    }

    @Test
    void aChildThatFailsSaysWhy() {
        final ChildResult result = run("fail", LONG);
        assertEquals(Ending.DIED, result.ending());
        assertEquals("died with exit code 1: java.lang.OutOfMemoryError: Java heap space", result.account());
    }

    @Test
    void aChildThatIsKilledIsReportedWithItsSignal() {
        final ChildResult result = run("signal", LONG);
        assertEquals(Ending.DIED, result.ending());
        assertEquals("ended by signal 9", result.account());
        assertEquals(42, result.findings().number("before"));
    }

    @Test
    void lastWordsOfAChildThatCrashes() {
        final ChildResult result = run("crash", LONG);
        assertEquals(Ending.DIED, result.ending());
        assertEquals("ended by signal 6: There is not enough memory", result.account());
    }

    @Test
    void aChildThatHangsIsStopped() {
        final ChildResult result = run("hang", Duration.ofSeconds(2));
        assertEquals(Ending.TIMED_OUT, result.ending());
        assertTrue(result.account().startsWith("did not end within 2 s"), result.account());
    }

    @Test
    void aJvmThatDoesNotStartIsReportedToo() {
        final ChildResult result = run("finish", LONG, "-XX:NoSuchFlag=1");
        assertFalse(result.finished());
        assertTrue(result.account().contains("NoSuchFlag"), result.account());
    }
}

package org.hedgerow.testkit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.HedgerowArbitraries;
import org.hedgerow.testkit.Scenario;
import org.hedgerow.testkit.Scenarios;

class LongStackTest {

    @Property(tries = 100)
    void theStackLosesNothing(@ForAll("scenarios") final Scenario scenario) {
        new Scenarios(LongStackModel::new).play(scenario);
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return HedgerowArbitraries.scenarios(LongStackModel::new, true);
    }

    /** A stack that is not closed, or that forgets what it holds, is found out. */
    @Example
    void aStackThatIsNotClosedIsFoundOut() {
        final Scenarios scenarios = new Scenarios(() -> new StackModel(true));
        final Scenarios.Failure failure = assertThrows(Scenarios.Failure.class, () -> play(scenarios));
        assertTrue(failure.getMessage().startsWith("at the end: "), failure::getMessage);
    }

    @Example
    void aStackThatDiffersIsFoundOutAndShrinksToOneStep() {
        final Scenarios scenarios = new Scenarios(() -> new StackModel(false));
        final Scenarios.Failure failure = assertThrows(Scenarios.Failure.class, () -> play(scenarios));
        final Scenario shortest = scenarios.shrink(failure).scenario();
        assertEquals("[push(500)]", shortest.steps().toString());
    }

    private static void play(final Scenarios scenarios) {
        for (long seed = 0; seed < 100; seed++) {
            scenarios.play(seed, true);
        }
    }

    /** What the README shows is this code. */
    @Example
    void theReadmeShowsThisCode() throws IOException {
        final String readme = Files.readString(Path.of("README.md"));
        final List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertEquals(2, blocks.size());
        assertTrue(source("LongStackModel").contains(blocks.get(0)), "the model");
        assertTrue(source("LongStackTest").contains(blocks.get(1).stripTrailing()), "the test");
    }

    private static String source(final String name) throws IOException {
        return Files.readString(Path.of("src/test/java/org/hedgerow/testkit/example", name + ".java"));
    }

    /** A model whose stack is wrong: it is never closed, or does not take large values. */
    private static final class StackModel extends org.hedgerow.testkit.CollectionModel<AutoCloseable> {

        StackModel(final boolean leaks) {
            operation("push", 1, 1_000, value -> {
                if (leaks) {
                    memory().allocate(8);
                } else {
                    assertTrue(value < 500, "a large value is lost");
                }
            });
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
}

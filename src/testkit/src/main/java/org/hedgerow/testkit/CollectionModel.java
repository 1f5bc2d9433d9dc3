package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import org.hedgerow.memory.GuardedMemory;
import org.jspecify.annotations.Nullable;

/**
 * An off-heap structure beside a plain one that it must agree with: what a user writes to have a structure tested.
 *
 * <p>The constructor names the operations; each does the same to both, and compares the answers:
 *
 * {@snippet :
 * final class LongStackModel extends CollectionModel<LongStack> {
 *     private final Deque<Long> expected = new ArrayDeque<>();
 *
 *     LongStackModel() {
 *         operation("push", 3, 1_000, value -> {
 *             subject().push(value);
 *             expected.push(value);
 *         });
 *         operation("pop", 2, () -> {
 *             if (!expected.isEmpty()) {
 *                 assertEquals(expected.pop(), subject().pop());
 *             }
 *         });
 *     }
 *
 *     @Override
 *     protected LongStack open(GuardedMemory memory, Random random) {
 *         return new LongStack(memory);
 *     }
 *
 *     @Override
 *     protected void check() {
 *         assertEquals(expected.size(), subject().size());
 *     }
 * }
 * }
 *
 * <p>Memory can be refused at any time. An operation that throws {@link org.hedgerow.memory.MapLimitException}, {@link
 * org.hedgerow.memory.MemoryLimitException} or {@link org.hedgerow.memory.OsException} must have changed nothing: so do it
 * to the structure first, then to the plain one. {@link #check()} is called after each such refusal.
 *
 * <p>An instance serves for one sequence of operations.
 *
 * @param <S> the structure
 */
public abstract class CollectionModel<S extends AutoCloseable> {

    private record Operation(String name, int weight, long bound, LongConsumer action) {}

    private final List<Operation> operations = new ArrayList<>();
    private @Nullable S subject;
    private @Nullable GuardedMemory memory;

    /** Creates a model without operations. */
    protected CollectionModel() {}

    /**
     * Opens the structure.
     *
     * @param opened the memory that it is to live in
     * @param random for what the constructor leaves open, such as a capacity
     * @return the structure
     */
    protected abstract S open(GuardedMemory opened, Random random);

    /** Compares all that the structure holds with all that it must hold; throws if they differ. */
    protected abstract void check();

    /**
     * Adds an operation with an argument.
     *
     * @param name its name, for messages; no other one has it
     * @param weight how often it is chosen, in proportion to the others; at least 1
     * @param bound the argument is at least 0 and less than this
     * @param action does it
     * @throws IllegalArgumentException if a value is not such, or another operation has the name
     */
    protected final void operation(final String name, final int weight, final long bound, final LongConsumer action) {
        if (weight < 1 || bound < 1) {
            throw new IllegalArgumentException(
                    name + ": weight " + weight + ", bound " + bound + ": must be at least 1");
        }
        if (named(name).isPresent()) {
            throw new IllegalArgumentException(name + ": another operation has this name");
        }
        operations.add(new Operation(name, weight, bound, action));
    }

    /**
     * Adds an operation without an argument.
     *
     * @param name its name, for messages; no other one has it
     * @param weight how often it is chosen, in proportion to the others; at least 1
     * @param action does it
     * @throws IllegalArgumentException if a value is not such, or another operation has the name
     */
    protected final void operation(final String name, final int weight, final Runnable action) {
        operation(name, weight, 1, argument -> action.run());
    }

    /**
     * The structure.
     *
     * @return what {@link #open} opened
     */
    protected final S subject() {
        if (subject == null) {
            throw new IllegalStateException("the structure is not open");
        }
        return subject;
    }

    /**
     * The memory that the structure lives in.
     *
     * @return the memory
     */
    protected final GuardedMemory memory() {
        if (memory == null) {
            throw new IllegalStateException("the structure is not open");
        }
        return memory;
    }

    /** Opens the structure, for a sequence of operations. */
    final void begin(final GuardedMemory opened, final Random random) {
        memory = opened;
        subject = open(opened, random);
    }

    /** Does an operation. */
    final void apply(final Step step) {
        named(step.operation())
                .orElseThrow(() -> new IllegalArgumentException("the model has no operation " + step.operation()))
                .action()
                .accept(step.argument());
    }

    private Optional<Operation> named(final String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst();
    }

    /** Closes the structure. */
    final void end() throws Exception {
        subject().close();
        subject = null;
    }

    /** Any of the operations. */
    final Step randomStep(final Random random) {
        if (operations.isEmpty()) {
            throw new IllegalStateException("the model has no operations: its constructor adds them");
        }
        int choice =
                random.nextInt(operations.stream().mapToInt(Operation::weight).sum());
        for (final Operation operation : operations) {
            choice -= operation.weight();
            if (choice < 0) {
                return new Step(operation.name(), random.nextLong(operation.bound()));
            }
        }
        throw new AssertionError("the weights changed meanwhile");
    }
}

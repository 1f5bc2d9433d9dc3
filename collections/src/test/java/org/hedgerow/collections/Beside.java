package org.hedgerow.collections;

import java.util.List;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.os.Faults;

/**
 * A collection beside a model of it, in memory with tiny chunks: every operation is done to both, and must answer the same.
 *
 * @param <O> what can be done to them
 */
interface Beside<O> {

    /** Does an operation to both. What finds no memory is done to neither. */
    void apply(O operation);

    /** Checks that both hold the same, and that ours is as it should be. */
    void check();

    /** Does operations, looks at the memory after each one, and checks at the end, when no call fails any more. */
    default void play(final AuditedMemory memory, final List<? extends O> operations) {
        for (final O operation : operations) {
            apply(operation);
            memory.takeLazilyFreed();
            memory.audit();
        }
        memory.os().faults(Faults.none());
        check();
    }

    /** Does operations, and checks from time to time. */
    default void playAndCheckOften(final AuditedMemory memory, final List<? extends O> operations) {
        int done = 0;
        for (final O operation : operations) {
            apply(operation);
            done++;
            if (done % 50 == 0) {
                memory.takeLazilyFreed();
                check();
            }
        }
        check();
    }
}

package org.hedgerow.collections;

import java.util.Objects;
import org.agrona.concurrent.Agent;
import org.hedgerow.memory.GuardedMemory;

/**
 * Gives retired memory back to the system in duty cycles: an Agrona {@link Agent}, to be run by an {@code AgentRunner}
 * or {@code AgentInvoker} of the program's own, beside its other work.
 *
 * <p>Without it memory goes back as well, by a helper thread when it was not needed for a second, or by later operations of
 * collections. With it they find nothing to give back, but what is needed again soon has to be backed anew.
 */
public final class ReclaimAgent implements Agent {

    private final GuardedMemory memory;
    private final long bytesPerCycle;

    /**
     * Creates an agent.
     *
     * @param memory whose retired memory it gives back
     * @param bytesPerCycle how much each duty cycle gives back at the most, more or less a piece of 2 MiB: it bounds the
     *     time of a cycle, which is about 0.1 ms for each of the pieces
     * @throws IllegalArgumentException if {@code bytesPerCycle < 1}
     */
    public ReclaimAgent(final GuardedMemory memory, final long bytesPerCycle) {
        if (bytesPerCycle < 1) {
            throw new IllegalArgumentException("bytesPerCycle is " + bytesPerCycle + ", and must be at least 1");
        }
        this.memory = Objects.requireNonNull(memory, "memory");
        this.bytesPerCycle = bytesPerCycle;
    }

    /**
     * Gives memory back.
     *
     * @return how many bytes, at most {@link Integer#MAX_VALUE}; 0 if there was nothing to give back, for an idle
     *     strategy to see
     */
    @Override
    public int doWork() {
        return Counts.saturated(memory.reclaim(bytesPerCycle));
    }

    @Override
    public String roleName() {
        return "hedgerow-reclaim";
    }
}

package org.hedgerow.bench.queue;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of queues: for how many producers and consumers. */
public enum QueueShape {
    /** One of each. */
    ONE_TO_ONE("OneToOne"),
    /** Many producers. */
    MANY_TO_ONE("ManyToOne"),
    /** Many of each. */
    MANY_TO_MANY("ManyToMany"),
    /** One of each, with memory as the only bound. */
    ONE_TO_ONE_UNBOUNDED("OneToOneUnbounded"),
    /** Many producers, with memory as the only bound. */
    MANY_TO_ONE_UNBOUNDED("ManyToOneUnbounded");

    /** Those whose only bound is memory. */
    public static final List<QueueShape> UNBOUNDED = List.of(ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED);

    private final String title;

    QueueShape(final String title) {
        this.title = title;
    }

    /**
     * The name in results.
     *
     * @return as in the names of the classes
     */
    public String title() {
        return title;
    }

    /**
     * Who has such a queue.
     *
     * @return ours first
     */
    public List<QueuePeer> peers() {
        return Stream.of(QueuePeer.values()).filter(peer -> peer.has(this)).toList();
    }

    /** Who has such a queue of messages, or a ring buffer to compare with one; ours first. */
    List<QueuePeer> messagePeers() {
        return Stream.of(QueuePeer.values())
                .filter(peer -> peer.hasMessages(this))
                .toList();
    }
}

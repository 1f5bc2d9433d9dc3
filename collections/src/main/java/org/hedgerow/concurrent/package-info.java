/**
 * Off-heap queues between threads, with Agrona's names.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>one to one, many to one, many to many
 *   <dd>how many threads may add to a queue at a time, and how many may remove from it (in other libraries: SPSC, MPSC,
 *       MPMC)
 *   <dt>tail, head
 *   <dd>how many elements were ever added and removed: the counts at which the next ones go on
 *   <dt>slot
 *   <dd>the place of an element: in a bounded queue that of count {@code c} is slot {@code c} modulo the capacity
 *   <dt>bounded, unbounded
 *   <dd>whether all memory is allocated at construction, or as the queue grows; an unbounded queue may be given a bound, too
 *   <dt>chunk
 *   <dd>by what an unbounded queue grows, and what it gives back: a block of its memory
 *   <dt>broadcast
 *   <dd>a ring of messages from one thread to any number of them, which does not wait for those that read too slowly
 *   <dt>record
 *   <dd>a message with its header, as it lies in memory
 *   <dt>limit
 *   <dd>what a counter can grow to as far as its side knows; only whoever reaches it looks at the counter of the other side
 *   <dt>claim
 *   <dd>the announcement of an operation before it touches slots
 * </dl>
 *
 * <h2>Conventions</h2>
 *
 * <dl>
 *   <dt>Who may call what
 *   <dd>Producers: {@code offer}, {@code fill}, {@code write}, {@code tryClaim}, {@code claim}, {@code commit}, {@code abort},
 *       {@code transmit}. Consumers: {@code poll}, {@code peek}, {@code drain}, {@code read}, {@code controlledRead},
 *       {@code receive}, {@code receiveNext}, and {@code unblock} of message queues. Any thread: {@code close},
 *       {@code isClosed}, and the counters, which are exact where nobody is adding or removing, and of a moment within the call
 *       otherwise. A second thread in a part that is for one breaks the queue; in an unbounded one it may meet a chunk that was
 *       unmapped, and the JVM die. The checked mode finds such a thread out.
 *   <dt>Memory order
 *   <dd>Each class states it for every field that two threads share. Of what a thread did before it added an element, all
 *       has happened for the thread that removes it. Counters are padded by their offsets: see the diagram of
 *       {@code Counters}.
 *   <dt>Memory
 *   <dd>A constructor that is given no memory takes the shared one, and also throws what
 *       {@link org.hedgerow.memory.GuardedMemory#shared()} throws.
 *       A bounded queue allocates all that it needs when it is constructed, outside of the heap but for a few hundred bytes.
 *       Its operations allocate nothing, make no system call and take no lock. The same holds for an unbounded queue within a
 *       chunk. It takes a chunk when it grows, and gives each back when the consumer has left it. Some it keeps as spare
 *       ones, for reuse: 16, or as many as have 4 MiB if these are fewer, and one in any case. So a queue whose length varies
 *       by no more takes and gives back nothing, and one that was drained holds these and the chunk that it is in. At the
 *       limits of its memory it is full: {@code offer} and {@code write} answer false, with nothing changed. How producers
 *       and the consumer get along without waiting for each other is told by {@code ChunkChain}.
 *   <dt>Waiting
 *   <dd>Where there is no room or no element, an operation says so, or does what its {@link org.agrona.concurrent.IdleStrategy}
 *       says until there is. A claim of another thread is waited for only where the class says so. A bounded queue whose two
 *       sides would hold each other up may wait some microseconds for one to get ahead, before it says that there is nothing:
 *       see {@code Pace}.
 *   <dt>Closing
 *   <dd>Any thread closes a queue, once, while others are using it. They get an {@link java.lang.IllegalStateException} from
 *       the next operation on, that names the queue; no access meets memory that is another's or unmapped, whatever the
 *       memory retains. How this is ensured without a fence in any operation is told by {@code AbstractLongQueue}, and for
 *       messages, which users read and write in place, by {@code AbstractMessageQueue}. Where closing ends with an
 *       {@link java.lang.OutOfMemoryError}, as the heap is full, it is to be tried again. A queue that becomes unreachable
 *       before it is closed loses its memory, and a warning is logged.
 *   <dt>Null values
 *   <dd>Each queue has a value, chosen at construction, that stands for none and cannot be offered.
 *   <dt>The checked mode
 *   <dd>With {@code -Dhedgerow.checked=true} a second thread in a part that is for one is named in an
 *       {@link java.lang.IllegalStateException}, as long as the first one lives.
 * </dl>
 */
@NullMarked
package org.hedgerow.concurrent;

import org.jspecify.annotations.NullMarked;

/**
 * Off-heap collections of primitives, with Agrona's names and signatures.
 *
 * <h2>Conventions</h2>
 *
 * <dl>
 *   <dt>Memory
 *   <dd>A collection lives in a {@link org.hedgerow.memory.GuardedMemory}: the one that its constructor is given, or the
 *       shared one of the process; a constructor that is given none also throws what
 *       {@link org.hedgerow.memory.GuardedMemory#shared()} throws. It takes memory with its first entry, more as it grows, and
 *       gives it back as it shrinks; {@code close()} retires the rest. So that they fill again at no cost, lists, queues and
 *       priority queues that were emptied keep a block of at most 64 KiB, or of the capacity that queues were constructed
 *       with; maps and sets that were cleared, a table of at most 256 KiB; and priority maps both, and another block. Maps
 *       and sets that had a larger table take one of that size again when they have an eighth of the entries again. What is
 *       retired goes back to the system in pieces, a second or two later, if it was not needed again: see {@link org.hedgerow.memory.GuardedMemory}.
 *   <dt>Closing
 *   <dd>A collection is closed once, by its one owner. Every use of its elements after that, also a second {@code close()} and an
 *       iterator that was opened before, throws {@link java.lang.IllegalStateException}; what maps and sets were constructed
 *       with may still be told. One that becomes unreachable before it is closed loses its memory, and a warning is logged
 *       (see {@link org.hedgerow.memory.Holdings}).
 *   <dt>Threads
 *   <dd>Collections of this package are for one thread at a time. A thread that reads one while another changes it may
 *       see wrong answers, but ends, and does not harm the JVM, as long as the memory retains what it gives back
 *       ({@link org.hedgerow.memory.MemoryOptions#retainBytes()} and its 256 chunks).
 *   <dt>Sizes
 *   <dd>They are {@code long}s within. Where Agrona has an {@code int}, such as {@code size()}, it is
 *       {@link java.lang.Integer#MAX_VALUE} when the true figure is larger, as {@link java.util.Collection#size} has it;
 *       the {@code long} is beside it, such as {@code longSize()}.
 *   <dt>Missing values
 *   <dd>As in Agrona: maps, lists and queues have a value, chosen at construction, that stands for none; maps and queues
 *       cannot store it. Counter maps have an initial value instead, at which a counter takes no memory. Sets and priority
 *       maps have no such value.
 *   <dt>Iterators
 *   <dd>Each call answers a fresh one, unless the constructor was told to avoid allocation; then there is one for each
 *       view, which is reset by each call. They detect entries that were added or removed behind their back.
 *   <dt>Order
 *   <dd>Maps and sets visit their entries in an order of hashes, which differs from one to another: so the order of one does
 *       no harm to another that is filled in it. Where orders have to be the same in each run, the system property
 *       {@code hedgerow.hashSeed} (a number; all else is refused by the constructors) gives all maps and sets the
 *       same hashes.
 *   <dt>Errors
 *   <dd>If there is no memory for an entry, {@link org.hedgerow.memory.MapLimitException},
 *       {@link org.hedgerow.memory.MemoryLimitException} or {@link org.hedgerow.memory.OsException} tells why. After any
 *       exception the collection is as it was; but for what goes over many elements one after another, such as {@code putAll} and
 *       {@code replaceAll}, {@code addAll} of queues, and {@code removeIf} of maps and sets: what that has done before the
 *       exception, as of a function that it calls, stays done, as in {@code java.util}.
 *   <dt>Cost
 *   <dd>No operation waits for a resize: growing and shrinking are spread over many. Single operations take a bounded
 *       time; those of priority collections, the logarithm of their size. Time that grows is taken by what searches or visits
 *       entries; by {@code compact()} and {@code trimToSize()}; by insertions and removals in the middle of a list; and, as they
 *       release one block after another, by {@code clear()} and {@code close()} of queues.
 * </dl>
 */
@NullMarked
package org.hedgerow.collections;

import org.jspecify.annotations.NullMarked;

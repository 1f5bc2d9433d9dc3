/**
 * Queues between threads, ours and their peers': how many elements and messages go through, by JMH, and how long an element
 * takes, by threads of our own. A JVM has one kind of queue in it, as a program mostly has, so that the compiler treats all
 * of them alike.
 */
@NullMarked
package org.hedgerow.bench.queue;

import org.jspecify.annotations.NullMarked;

/**
 * Throughput of queues between threads, ours and their peers', by JMH alone: {@code jmh OneToOne}, {@code jmh ManyToOne} and
 * {@code jmh ManyToMany}. A benchmark JVM has one kind of queue in it, as a program mostly has, so that the compiler treats
 * all of them alike.
 */
@NullMarked
package org.hedgerow.bench.queue;

import org.jspecify.annotations.NullMarked;

/**
 * Measurements that run in a JVM of their own: how the parent starts one and reads what it found, and how the child
 * tells it.
 *
 * <p>A child writes findings as lines {@code @key=value} to its standard output. Everything else that it prints, such as
 * the JVM's last words, is kept for the case that it dies. No child is ever started a second time: what happened is what
 * is reported.
 */
@NullMarked
package org.hedgerow.demo.child;

import org.jspecify.annotations.NullMarked;

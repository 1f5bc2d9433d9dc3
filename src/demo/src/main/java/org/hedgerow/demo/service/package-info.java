/**
 * A service whose session table grows, lives and falls: the same work on three kinds of map, each in a JVM of its own.
 *
 * <p>Every operation is timed. A fourth run does the same without any map, so that the figures can be told from what the
 * clock and the machine do by themselves.
 */
@NullMarked
package org.hedgerow.demo.service;

import org.jspecify.annotations.NullMarked;

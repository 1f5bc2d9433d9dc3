/**
 * What Java Flight Recorder hears of guarded memory: internal. Each event is a class that is filled where the thing
 * happens; while nothing is recorded, that costs a few nanoseconds beside system calls of microseconds. Fields are read by
 * the recorder alone, whatever their access.
 */
@NullMarked
package org.hedgerow.memory.events;

import org.jspecify.annotations.NullMarked;

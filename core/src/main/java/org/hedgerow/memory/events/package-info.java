/**
 * What Java Flight Recorder hears of guarded memory, and whether it hears of anything: internal. Each event is a class that is
 * filled where the thing happens, once there is a recorder; while nothing is recorded, that costs a few nanoseconds beside
 * system calls of microseconds. Fields are read by the recorder alone, whatever their access.
 */
@NullMarked
package org.hedgerow.memory.events;

import org.jspecify.annotations.NullMarked;

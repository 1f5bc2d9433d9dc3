package org.hedgerow.memory.events;

import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Turns some kinds of events on when Java Flight Recorder is there to hear of them. Before that not even their classes are
 * loaded: for the first class of an event the JVM sets up half of the recorder, which takes an eighth of a second, and most
 * programs never record.
 *
 * <p>They are loaded when the recorder is set up, and not when the first of them happens, since the heap may be full then.
 */
public final class EventSwitch implements FlightRecorderListener {

    private final Supplier<List<Class<? extends Event>>> kinds;

    private volatile boolean on;

    private EventSwitch(final Supplier<List<Class<? extends Event>>> kinds) {
        this.kinds = kinds;
    }

    /**
     * A switch that is on as soon as the recorder is there.
     *
     * @param kinds names the classes of the events, when it is
     * @return the switch
     */
    public static EventSwitch of(final Supplier<List<Class<? extends Event>>> kinds) {
        final EventSwitch events = new EventSwitch(kinds);
        FlightRecorder.addListener(events);
        return events;
    }

    /**
     * Whether the recorder is there, so that events can be made.
     *
     * @return false if no class of an event may be touched
     */
    public boolean isOn() {
        return on;
    }

    /** For the recorder, which calls it when it is set up, or at once if it is already. */
    @Override
    public void recorderInitialized(final FlightRecorder recorder) {
        try {
            kinds.get().forEach(FlightRecorder::register);
            on = true;
        } catch (final OutOfMemoryError | LinkageError e) {
            // The heap is full: nothing will be heard of these events, and everything else goes on.
        }
    }
}

package org.hedgerow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.SettingControl;
import jdk.jfr.SettingDefinition;
import org.hedgerow.collections.Long2LongHashMap;
import org.hedgerow.memory.kernel.Ballast;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first table of a JVM that has to grow while the heap is full. */
class FullHeapTest {

    /** Prints how many entries a map has that is filled as soon as the heap has room for what that takes. */
    static final class Child {

        private static final int ENTRIES = 10_000;

        public static void main(final String[] arguments) {
            final Long2LongHashMap map = new Long2LongHashMap(-1);
            map.put(0, 0);
            Ballast.fill();
            int key = 1;
            while (key < ENTRIES) {
                try {
                    map.put(key, key);
                    key++;
                } catch (final OutOfMemoryError e) {
                    Ballast.drop(1);
                }
            }
            Ballast.dropAll();
            System.out.println(map.size() + " entries");
            map.close();
        }
    }

    /** An initializer that meets a full heap has failed for as long as the JVM lives: no table would ever grow again. */
    @Test
    void itGrowsAsSoonAsThereIsRoom(@TempDir final Path directory) throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm(directory, Ballast.FLAGS).run(Child.class);
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(Child.ENTRIES + " entries\n", result.output());
    }

    /** A setting of which nothing is to be set. */
    public static final class NoSetting extends SettingControl {

        @Override
        public String combine(final Set<String> values) {
            return "";
        }

        @Override
        public void setValue(final String value) {}

        @Override
        public String getValue() {
            return "";
        }
    }

    /** Finds the heap full as soon as it is to be recorded. */
    public static final class UnrecordableMove extends TableMoveEvent {

        private static int asked;

        @SettingDefinition
        boolean isWanted(final NoSetting setting) {
            asked++;
            throw new OutOfMemoryError("a full heap, as a test has it");
        }
    }

    /** The move is made when it is told of, and what made it is not to fail. */
    @Test
    void aMoveThatTheHeapHasNoRoomToRecordIsMadeAllTheSame() {
        try (Recording recording = new Recording()) {
            recording.enable(UnrecordableMove.class);
            recording.start();
            final TableMoveEvent event = new UnrecordableMove();
            event.begin(1, 2, 1, 2);
            event.report("table", 1);
        }
        assertEquals(1, UnrecordableMove.asked);
    }
}

package org.hedgerow.demo;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.demo.child.ChildReport;

/** The entry point of a child JVM. */
public final class ChildMain {

    private ChildMain() {}

    /**
     * Does one piece of work, reports to the parent, and exits with 0 if all of it was done.
     *
     * @param args the task, and its arguments
     */
    public static void main(final String[] args) {
        final ChildReport report = new ChildReport(System.out);
        int exitCode = 0;
        try {
            final List<String> arguments = List.of(args);
            Task.valueOf(arguments.getFirst()).work().run(arguments.subList(1, arguments.size()), report);
        } catch (final Throwable t) {
            // Errors too: an OutOfMemoryError is an outcome that the parent has to hear of.
            report.failure(t);
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    static List<String> arguments(final Task task, final List<String> arguments) {
        final List<String> all = new ArrayList<>();
        all.add(task.name());
        all.addAll(arguments);
        return all;
    }
}

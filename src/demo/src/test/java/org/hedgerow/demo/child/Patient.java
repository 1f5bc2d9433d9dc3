package org.hedgerow.demo.child;

import java.io.IOException;
import java.util.List;

/** A program for {@link ChildProcessTest} to start: it ends as its argument says. */
final class Patient {

    private Patient() {}

    public static void main(final String[] args) throws IOException, InterruptedException {
        final ChildReport report = new ChildReport(System.out);
        report.say("before", 42);
        report.progress(1, 2);
        switch (args[0]) {
            case "finish" -> report.say("after", "all of it");
            case "fail" -> {
                report.failure(new OutOfMemoryError("Java heap space"));
                System.exit(1);
            }
            case "crash" -> {
                System.out.println("#");
                System.out.println("# There is not enough memory");
                Runtime.getRuntime().halt(134);
            }
            case "signal" -> {
                final String self = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder(List.of("kill", "-KILL", self)).start().waitFor();
                Thread.sleep(60_000);
            }
            case "hang" -> Thread.sleep(600_000);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}

package org.hedgerow.bench.workload;

import java.nio.charset.StandardCharsets;
import org.hedgerow.bench.result.ResultFile;

/** The entry point of a JVM that measures. It prints what it found as one line of JSON. */
public final class ChildMain {

    /** What marks the line, so that nothing that a peer prints is taken for it. */
    static final String MARK = "@hedgerow ";

    private ChildMain() {}

    /**
     * Measures.
     *
     * @param args the task, and the workload as JSON
     * @throws Exception if it comes to no result; the JVM then ends with another code than 0
     */
    public static void main(final String[] args) throws Exception {
        final Task task = Task.valueOf(args[0]);
        final Workload workload = ResultFile.fromLine(args[1], Workload.class);
        final Findings findings = new Findings();
        task.measuring().run(workload, findings);
        final String line = MARK + ResultFile.toLine(findings.outcome(workload.peer())) + '\n';
        System.out.write(line.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        // Peers may have left threads behind.
        System.exit(0);
    }
}

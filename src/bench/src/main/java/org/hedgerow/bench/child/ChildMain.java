package org.hedgerow.bench.child;

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
     * @param args the class of the errand, and the errand as JSON
     * @throws Exception if it comes to no result; the JVM then ends with another code than 0
     */
    public static void main(final String[] args) throws Exception {
        final Class<? extends Errand> type = Class.forName(args[0]).asSubclass(Errand.class);
        final Errand errand = ResultFile.fromLine(args[1], type);
        final Findings findings = new Findings();
        errand.run(findings);
        final String line = MARK + ResultFile.toLine(findings.outcome(errand.version())) + '\n';
        System.out.write(line.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        // Peers may have left threads behind.
        System.exit(0);
    }
}

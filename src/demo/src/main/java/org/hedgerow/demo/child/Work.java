package org.hedgerow.demo.child;

import java.util.List;

/** What a child JVM does. */
@FunctionalInterface
public interface Work {

    /**
     * Measures, and reports.
     *
     * @param arguments as the parent passed them
     * @param report where the findings go
     * @throws Exception whatever ended the work early; the parent is told
     */
    void run(List<String> arguments, ChildReport report) throws Exception;
}

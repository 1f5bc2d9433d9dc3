package org.hedgerow.bench.child;

/** What a child JVM is sent to do: a record, which goes to it as JSON. */
public interface Errand {

    /**
     * Measures something.
     *
     * @param findings where the figures go
     * @throws Exception whatever ended it early
     */
    void run(Findings findings) throws Exception;

    /**
     * What is measured, in which version.
     *
     * @return the version
     */
    String version();
}

package org.hedgerow.demo.child;

/**
 * What became of a child.
 *
 * @param ending how it ended
 * @param findings what it reported until then
 * @param account if it did not finish: one line that says how it ended, and its last words
 */
public record ChildResult(Ending ending, Findings findings, String account) {

    /**
     * Whether the child did all of its work.
     *
     * @return true if its findings are complete
     */
    public boolean finished() {
        return ending == Ending.FINISHED;
    }
}

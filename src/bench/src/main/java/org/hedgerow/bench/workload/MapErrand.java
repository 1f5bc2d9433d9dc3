package org.hedgerow.bench.workload;

import org.hedgerow.bench.child.Errand;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.peer.PeerVersion;

/**
 * Something to be measured on a map.
 *
 * @param task what
 * @param workload on which map, and how much of it
 */
public record MapErrand(Task task, Workload workload) implements Errand {

    @Override
    public void run(final Findings findings) throws Exception {
        task.measuring().run(workload, findings);
    }

    @Override
    public String version() {
        return PeerVersion.of(workload.peer());
    }
}

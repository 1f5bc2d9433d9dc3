package org.hedgerow.bench.throughput;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Keys that are there, to be looked up in one go. */
@State(Scope.Thread)
public class DrawnHits extends DrawnKeys {

    @Override
    long drawnKey() {
        return presentKey();
    }
}

package org.hedgerow.bench.throughput;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Keys that are there every second time, to be looked up in one go. */
@State(Scope.Thread)
public class DrawnHalf extends DrawnKeys {

    @Override
    long drawnKey() {
        return eitherKey();
    }
}

package org.hedgerow.bench.throughput;

import org.hedgerow.bench.peer.LongTable;

/** Adds up what it is given, so that nothing of it can be left out. */
final class SummingVisitor implements LongTable.Visitor {

    private long sum;

    @Override
    public void visit(final long key, final long value) {
        sum += key + value;
    }

    long sum() {
        return sum;
    }
}

package org.hedgerow.testkit;

/**
 * One operation of a sequence.
 *
 * @param operation its name in the {@link CollectionModel}
 * @param argument its argument; 0 where it has none
 */
public record Step(String operation, long argument) {

    @Override
    public String toString() {
        return operation + "(" + argument + ")";
    }
}

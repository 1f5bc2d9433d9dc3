package org.hedgerow.example;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A program that shows what it does: the same on any collections of the same names. */
public abstract class Example {

    private final List<String> shown = new ArrayList<>();

    /** Runs the program, and answers what it showed. */
    public final List<String> results() {
        run();
        return shown;
    }

    /** The program. */
    protected abstract void run();

    /** Shows a result, which must not depend on an order that the collection leaves open. */
    protected final void show(final String what, final Object result) {
        shown.add(what + ": " + result);
    }

    /** Shows what a use that is refused throws. */
    protected final void showRefusal(final String what, final Runnable use) {
        try {
            use.run();
            show(what, "not refused");
        } catch (final RuntimeException e) {
            show(what, e.getClass().getSimpleName());
        }
    }

    /** All elements, in an order of their own. */
    protected static List<?> sorted(final Collection<?> elements) {
        return elements.stream().sorted().toList();
    }

    /** Closes a collection, if it can be closed: what a program needs beside other imports. */
    protected static void close(final Object collection) {
        if (collection instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (final Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}

package org.hedgerow.bench.result;

import java.util.List;

/**
 * What one run found.
 *
 * @param info what it was made with
 * @param figures its figures
 * @param curves its curves
 */
public record Outcome(RunInfo info, List<Figure> figures, List<Curve> curves) {}

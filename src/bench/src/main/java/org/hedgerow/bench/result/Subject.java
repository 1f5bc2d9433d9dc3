package org.hedgerow.bench.result;

/**
 * What a run measured.
 *
 * @param suite the part of the benchmarks
 * @param scenario what was done, to how many entries
 * @param variant to which map, in which JVM
 */
public record Subject(String suite, String scenario, String variant) {}

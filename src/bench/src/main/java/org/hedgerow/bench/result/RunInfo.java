package org.hedgerow.bench.result;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run was made with, as the JVM that ran it says.
 *
 * @param version the version of what is measured
 * @param jvm the JVM
 * @param flags its flags
 * @param collector its garbage collector
 * @param heapMebibytes the most that its heap can become
 */
public record RunInfo(String version, String jvm, List<String> flags, String collector, long heapMebibytes) {

    /**
     * Describes this JVM.
     *
     * @param version the version of what it measures
     * @return the description
     */
    public static RunInfo ofThisJvm(final String version) {
        return new RunInfo(
                version,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(RunInfo::tells)
                        .toList(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Leaves out what only says where files are. */
    private static boolean tells(final String flag) {
        return !flag.contains("/") || flag.startsWith("--add-");
    }
}

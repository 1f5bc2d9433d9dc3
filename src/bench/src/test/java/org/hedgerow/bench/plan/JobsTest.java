package org.hedgerow.bench.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.result.Subject;
import org.junit.jupiter.api.Test;

class JobsTest {

    @Test
    void theShortFormTakesAboutFiveMinutes() {
        final double seconds = Plan.SHORT.forks()
                * Jobs.of(Plan.SHORT).stream()
                        .flatMap(List::stream)
                        .mapToDouble(Job::seconds)
                        .sum();
        assertTrue(seconds > 200 && seconds < 420, seconds + " s");
    }

    @Test
    void noTwoJobsMeasureTheSame() {
        final Set<List<Object>> seen = new HashSet<>();
        for (final List<Job> group : Jobs.of(Plan.FULL)) {
            for (final Job job : group) {
                assertTrue(seen.add(List.of(job.subject(), job.what())), job.toString());
            }
        }
    }

    @Test
    void theFullFormHasAllMapsInAllSuites() {
        final Set<String> missing = new HashSet<>();
        final List<Subject> subjects = new ArrayList<>();
        Jobs.of(Plan.FULL).forEach(group -> group.forEach(job -> subjects.add(job.subject())));
        for (final Suite suite : Suite.OF_THE_MAP) {
            final Set<String> variants = subjects.stream()
                    .filter(subject -> subject.suite().equals(suite.label()))
                    .map(Subject::variant)
                    .collect(Collectors.toSet());
            for (final Peer peer : Plan.FULL.peers()) {
                if (variants.stream().noneMatch(variant -> variant.startsWith(peer.title()))) {
                    missing.add(suite + " " + peer);
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void noTwoJobsOnOtherCollectionsMeasureTheSame() {
        final Set<List<Object>> seen = new HashSet<>();
        final List<List<Job>> groups = new ArrayList<>(new FamilyJobs(Plan.FULL).groups());
        groups.addAll(new QueueJobs(Plan.FULL).groups());
        for (final List<Job> group : groups) {
            assertEquals("Hedgerow", group.getFirst().subject().variant());
            assertTrue(group.size() > 1, group.toString());
            for (final Job job : group) {
                assertTrue(seen.add(List.of(job.subject(), job.what())), job.toString());
            }
        }
    }

    /** Such a heap is resident as a whole, whatever is in it. */
    @Test
    void whatIsResidentIsNotLookedForInATouchedHeap() {
        final List<List<Job>> groups = new ArrayList<>(new LifeJobs(Plan.SHORT).memory());
        new QueueJobs(Plan.SHORT)
                .groups().stream()
                        .filter(group -> group.getFirst().what().equals("growth"))
                        .forEach(groups::add);
        assertEquals(4, groups.size());
        for (final List<Job> group : groups) {
            assertTrue(group.stream().noneMatch(job -> job.subject().variant().contains("tuned")), group::toString);
        }
    }

    /** Figures are compared that have the same subject. */
    @Test
    void whatIsUsedInAnotherWayIsAnotherSubject() {
        final Set<String> scenarios = new HashSet<>();
        new LifeJobs(Plan.SHORT)
                .latency()
                .forEach(group ->
                        group.forEach(job -> scenarios.add(job.subject().scenario())));
        assertEquals(Set.of("5,000,000 entries, 500,000 a second for 3 s"), scenarios);
        new QueueJobs(Plan.SHORT)
                .groups()
                .forEach(group ->
                        group.forEach(job -> scenarios.add(job.subject().scenario())));
        assertTrue(scenarios.contains("OneToOne, one way, 500,000 a second for 3 s"), scenarios::toString);
        assertTrue(scenarios.contains("OneToOne, round trip, 3 s"), scenarios::toString);
    }

    @Test
    void theTunedHeapFits() {
        final List<String> flags = Heap.TUNED.jvmFlags(Peer.AGRONA, 40_000_000);
        assertTrue(flags.contains("-Xmx4686m"), flags.toString());
        assertTrue(flags.contains("-Xms4686m"), flags.toString());
    }
}

package org.hedgerow.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.hedgerow.testkit.models.Models;

/**
 * Every structure at limits from 16 to 256, beside all kinds of neighbours: no unmapping fails, nothing is stranded, every
 * byte is accounted for. The build plays {@code testkit.tries} sequences for each property.
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ModelsPropertyTest {

    private static final LongAdder REFUSALS = new LongAdder();
    private static final LongAdder UNMAPS_AT_LIMIT = new LongAdder();

    @Property
    void memory(@ForAll("memoryScenarios") final Scenario scenario) {
        play("GuardedMemory", scenario);
    }

    @Property
    void memoryWithoutTheZeroDevice(@ForAll("memoryScenariosWithoutTheZeroDevice") final Scenario scenario) {
        play("GuardedMemory", scenario);
    }

    @Property
    void region(@ForAll("regionScenarios") final Scenario scenario) {
        play("Region", scenario);
    }

    @Property
    void regionWithoutTheZeroDevice(@ForAll("regionScenariosWithoutTheZeroDevice") final Scenario scenario) {
        play("Region", scenario);
    }

    @Property
    void map(@ForAll("mapScenarios") final Scenario scenario) {
        play("Long2LongHashMap", scenario);
    }

    @Property
    void mapWithoutTheZeroDevice(@ForAll("mapScenariosWithoutTheZeroDevice") final Scenario scenario) {
        play("Long2LongHashMap", scenario);
    }

    @Property
    void mapWithHelper(@ForAll("mapScenarios") final Scenario scenario) {
        play("Long2LongHashMap", scenario.withHelper());
    }

    @Property
    void queue(@ForAll("queueScenarios") final Scenario scenario) {
        play("LongArrayQueue", scenario);
    }

    @Property
    void queueWithoutTheZeroDevice(@ForAll("queueScenariosWithoutTheZeroDevice") final Scenario scenario) {
        play("LongArrayQueue", scenario);
    }

    /** A sequence for one of several models. */
    record NamedScenario(String model, Scenario scenario) {}

    @Property
    void listsDequesAndHeaps(@ForAll("listScenarios") final NamedScenario named) {
        play(named.model(), named.scenario());
    }

    @Property
    void setsAndCounters(@ForAll("setScenarios") final NamedScenario named) {
        play(named.model(), named.scenario());
    }

    @AfterContainer
    static void theScenariosMetTheLimit() {
        assertTrue(REFUSALS.sum() > 0, "no operation was refused memory");
        assertTrue(UNMAPS_AT_LIMIT.sum() > 0, "nothing was unmapped at the map limit");
    }

    @Provide
    Arbitrary<Scenario> memoryScenarios() {
        return scenarios("GuardedMemory", true);
    }

    @Provide
    Arbitrary<Scenario> memoryScenariosWithoutTheZeroDevice() {
        return scenarios("GuardedMemory", false);
    }

    @Provide
    Arbitrary<Scenario> regionScenarios() {
        return scenarios("Region", true);
    }

    @Provide
    Arbitrary<Scenario> regionScenariosWithoutTheZeroDevice() {
        return scenarios("Region", false);
    }

    @Provide
    Arbitrary<Scenario> mapScenarios() {
        return scenarios("Long2LongHashMap", true);
    }

    @Provide
    Arbitrary<Scenario> mapScenariosWithoutTheZeroDevice() {
        return scenarios("Long2LongHashMap", false);
    }

    @Provide
    Arbitrary<Scenario> queueScenarios() {
        return scenarios("LongArrayQueue", true);
    }

    @Provide
    Arbitrary<Scenario> queueScenariosWithoutTheZeroDevice() {
        return scenarios("LongArrayQueue", false);
    }

    @Provide
    Arbitrary<NamedScenario> listScenarios() {
        return namedScenarios("LongArrayList", "LongDeque", "LongPriorityMap", "LongPriorityQueue");
    }

    @Provide
    Arbitrary<NamedScenario> setScenarios() {
        return namedScenarios("LongHashSet", "Long2LongCounterMap");
    }

    private static Arbitrary<NamedScenario> namedScenarios(final String... models) {
        return Arbitraries.of(models)
                .flatMap(model -> Arbitraries.of(true, false)
                        .flatMap(zeroDevice -> scenarios(model, zeroDevice))
                        .map(scenario -> new NamedScenario(model, scenario)));
    }

    private static Arbitrary<Scenario> scenarios(final String model, final boolean zeroDevice) {
        return HedgerowArbitraries.scenarios(Models.all().get(model), zeroDevice);
    }

    private static void play(final String model, final Scenario scenario) {
        final Scenarios.Outcome outcome = new Scenarios(Models.all().get(model)).play(scenario);
        REFUSALS.add(outcome.refusals());
        UNMAPS_AT_LIMIT.add(outcome.unmapsAtLimit());
    }
}

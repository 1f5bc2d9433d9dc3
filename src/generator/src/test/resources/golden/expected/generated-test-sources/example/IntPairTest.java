// Generated from Long2LongPairTest.java: change that.
package example;

class IntPairTest {
    private final IntPair pair = new IntPair(1);
    private final IntPairTest same = this;
    private final String canonical = "" + Long2LongPair.class;
}

// Generated from Long2LongPairTest.java: change that.
package example;

class Int2IntPairTest {
    private final Int2IntPair pair = new Int2IntPair(1);
    private final Int2IntPairTest same = this;
    private final String canonical = "" + Long2LongPair.class;
}

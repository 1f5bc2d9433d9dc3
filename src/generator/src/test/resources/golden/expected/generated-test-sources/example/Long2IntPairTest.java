// Generated from Long2LongPairTest.java: change that.
package example;

class Long2IntPairTest {
    private final Long2IntPair pair = new Long2IntPair(1L);
    private final Long2IntPairTest same = this;
    private final String canonical = "" + Long2LongPair.class;
}

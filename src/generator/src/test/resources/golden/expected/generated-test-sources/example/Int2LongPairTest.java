// Generated from Long2LongPairTest.java: change that.
package example;

class Int2LongPairTest {
    private final Int2LongPair pair = new Int2LongPair(1);
    private final Int2LongPairTest same = this;
    private final String canonical = "" + Long2LongPair.class;
}

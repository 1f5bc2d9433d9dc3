package example;

class Long2LongPairTest {
    private final Long2LongPair pair = new Long2LongPair(/*K*/ 1L);
    private final Long2LongPairTest same = this;
    private final String canonical = "" + /*=*/ Long2LongPair.class;
}

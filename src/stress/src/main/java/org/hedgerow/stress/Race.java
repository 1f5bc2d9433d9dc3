package org.hedgerow.stress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An abstract class that is a test for each of its kinds. The generator writes what jcstress wants: a class for each of them,
 * which extends this one, hands its constructor the kind, and declares the actors; see its {@code RaceProcessor}. Outcomes are
 * inherited, by jcstress itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@interface Race {

    QueueKind[] queues() default {};

    RingKind[] rings() default {};

    MessageQueueKind[] messageQueues() default {};
}

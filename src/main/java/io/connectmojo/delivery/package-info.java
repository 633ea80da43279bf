/** Models that come through Kafka: announcements on one topic, their bytes in pieces on another. */
@NullMarked
package io.connectmojo.delivery;

import org.jspecify.annotations.NullMarked;

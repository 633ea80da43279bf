/** The places that models come from without Kafka: files, folders, resources and classes. */
@NullMarked
package io.connectmojo.model.feed;

import org.jspecify.annotations.NullMarked;

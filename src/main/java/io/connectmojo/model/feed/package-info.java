/** The places that models come from without Kafka: files, resources and classes. */
package io.connectmojo.model.feed;

package io.connectmojo.cli;

import java.time.Duration;

/**
 * What is sent where, and when.
 *
 * @param key the field whose value is the record's key; null for a number
 * @param outcome the field that is sent later; null for none
 * @param outcomesTopic null for none
 * @param delay of outcomes
 */
record FeedPlan(String topic, double perSecond, String key, String outcome, String outcomesTopic, Duration delay) {}

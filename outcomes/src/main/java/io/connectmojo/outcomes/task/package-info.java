/** What the tasks of the stream share: counters and the clock. */
package io.connectmojo.outcomes.task;

/** A record is scored: the model in service, its binding to the record's schema, and what happens when a record fails. */
package io.connectmojo.scoring;

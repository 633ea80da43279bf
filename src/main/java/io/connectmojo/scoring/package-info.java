/** A record is scored: the model in service, its binding to the record's schema, and what happens when a record fails. */
@NullMarked
package io.connectmojo.scoring;

import org.jspecify.annotations.NullMarked;

/**
 * What a model's data looked like: one JSON file beside the model, read and written here. Knows the JDK and a JSON reader,
 * neither models nor records.
 */
@NullMarked
package io.connectmojo.model.profile;

import org.jspecify.annotations.NullMarked;

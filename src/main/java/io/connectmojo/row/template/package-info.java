/** Texts with placeholders that each record fills, such as the path of the model that is to score it. */
@NullMarked
package io.connectmojo.row.template;

import org.jspecify.annotations.NullMarked;

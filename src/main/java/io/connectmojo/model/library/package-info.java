/** The models of a worker: shared, watched for new files, and replaced while records flow. */
@NullMarked
package io.connectmojo.model.library;

import org.jspecify.annotations.NullMarked;

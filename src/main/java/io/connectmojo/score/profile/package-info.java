/** What a model predicts on this worker, held against what its profile says that it predicts. */
@NullMarked
package io.connectmojo.score.profile;

import org.jspecify.annotations.NullMarked;

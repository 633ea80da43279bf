package io.connectmojo.model.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of this package ask of a refusal: its code, and the words that say why. */
final class Refusal {
    static final ModelLimits LIMITS = new ModelLimits(1 << 24, 1 << 24, 1000, 100, 1000);

    private Refusal() {}

    static void isRefused(ThrowingCallable call, ModelError code, String why) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MojoException.class, refused -> {
            assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
            assertThat(refused).hasMessageContaining(why);
        });
    }
}

package io.connectmojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListTextTest {
    @Test
    void lists_areSplitOutsideBackticksOrParentheses() throws Exception {
        assertThat(ListText.pairs("a:time(yyyy,MM|UTC), `b,``x`:`c:d` ", false))
                .isEqualTo(Map.of("a", "time(yyyy,MM|UTC)", "b,`x", "c:d"));
        assertThat(ListText.pairs("w:`petal.width`,x:a.b", true)).isEqualTo(Map.of("w", "`petal.width`", "x", "a.b"));
        assertThat(ListText.names(" ")).isEmpty();
    }
}

package io.connectmojo.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaCacheTest {
    private final List<Schema> made = new ArrayList<>();
    private final SchemaCache<Object> cache = new SchemaCache<>(schema -> {
        made.add(schema);
        return new Object();
    });

    private static Schema schema(int version) {
        return SchemaBuilder.struct().version(version).build();
    }

    @Test
    void equalSchema_madeOnce() {
        Object first = cache.get(schema(1));
        Object other = cache.get(schema(2));
        assertThat(cache.get(schema(1))).isSameAs(first);
        assertThat(cache.get(schema(2))).isSameAs(other).isNotSameAs(first);
        assertThat(made).hasSize(2);
    }

    @Test
    void tooManySchemas_theOneNotAskedForForLongestGoes() {
        Object first = cache.get(schema(1));
        for (int version = 2; version <= SchemaCache.MAX_SCHEMAS; version++) {
            cache.get(schema(version));
        }
        assertThat(cache.get(schema(1))).isSameAs(first);
        cache.get(schema(SchemaCache.MAX_SCHEMAS + 1));
        assertThat(cache.get(schema(1))).isSameAs(first);
        made.clear();
        cache.get(schema(2));
        assertThat(made).containsExactly(schema(2));
    }
}

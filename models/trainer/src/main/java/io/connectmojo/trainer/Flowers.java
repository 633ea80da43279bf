package io.connectmojo.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fisher's 150 iris measurements of 1936. */
final class Flowers {

    private Flowers() {}

    static Table table() {
        Table table = Table.of("sepal_length:n", "sepal_width:n", "petal_length:n", "petal_width:n", "species:l");
        List<List<String>> lines;
        try (InputStream in = Flowers.class.getResourceAsStream("/iris.csv")) {
            lines = Csv.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (List<String> line : lines.subList(1, lines.size())) {
            Object[] row = line.stream().limit(4).map(Double::valueOf).toArray(Object[]::new);
            table.add(row[0], row[1], row[2], row[3], line.get(4));
        }
        return table;
    }

    /** The same flowers in an order that mixes the species. */
    static Table mixed() {
        Table flowers = table();
        Table mixed = flowers.rows(0, 0);
        for (int i = 0; i < 150; i++) {
            mixed.rows().add(flowers.rows().get(i * 53 % 150));
        }
        return mixed;
    }
}

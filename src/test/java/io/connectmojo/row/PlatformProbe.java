package io.connectmojo.row;

import io.connectmojo.row.coerce.CoercionCases;
import io.connectmojo.row.coerce.CoercionCases.Case;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.coerce.SampleType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import io.connectmojo.score.Row;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Prints the bits of a fixed set of rows: a program for child JVMs of all kinds of defaults. */
final class PlatformProbe {
    private PlatformProbe() {}

    public static void main(String[] zones) {
        PrintStream out = System.out;
        out.println(Charset.defaultCharset() + " " + Locale.getDefault().toLanguageTag());
        for (String zone : zones) {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            out.println(TimeZone.getDefault().getID() + " " + Long.toHexString(digest()));
        }
    }

    /** A number that any other bit of any row, and any other character of a message, makes another. */
    static long digest() {
        long digest = 1;
        for (Case c : CoercionCases.all()) {
            for (ColumnSpec column : List.of(
                    Fixtures.numeric("TITLE"),
                    Fixtures.category("TITLE", c.levels().toArray(new String[0])),
                    Fixtures.time("TITLE"))) {
                digest = 31 * digest + bits(column, c);
            }
        }
        for (String text : List.of("6 May 2024", "06 mai 2024", "6 พ.ค. 2567")) {
            ColumnSpec column = Fixtures.time("TITLE").withType(ColumnType.parse("x", "time(d MMM yyyy)"));
            digest = 31 * digest + bits(column, new Case("", Schema.STRING_SCHEMA, text, "", "", List.of(), "", ""));
        }
        Random r = new Random(42);
        for (int i = 0; i < 2000; i++) {
            String text = SampleType.text(r);
            digest = 31 * digest + bits(Fixtures.numeric("TITLE"), new Case("", null, text, "", "", List.of(), "", ""));
        }
        return digest;
    }

    private static long bits(ColumnSpec column, Case c) {
        RowSpec spec = Fixtures.spec(column)
                .relaxed()
                .invalid(Policy.NA)
                .unknown(Policy.NA)
                .build();
        Object record;
        if (c.schema() == null) {
            Map<String, Object> map = new HashMap<>();
            map.put("title", c.value());
            record = map;
        } else {
            record =
                    new Struct(SchemaBuilder.struct().field("title", c.schema()).build()).put("title", c.value());
        }
        RowPlan plan = Fixtures.plan(spec, record);
        Row row = Fixtures.row(spec);
        Fixtures.read(plan, record, row, new ColumnCounts(spec));
        return 31 * Double.doubleToRawLongBits(row.values[0])
                + plan.bindingTable(record).hashCode();
    }
}

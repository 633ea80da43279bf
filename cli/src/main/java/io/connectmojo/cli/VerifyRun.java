package io.connectmojo.cli;

import io.connectmojo.cli.Rescorers.Rescorer;
import io.connectmojo.problem.MojoException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Scores stored records again, one after the other, and compares all outputs. Not thread-safe. */
final class VerifyRun {
    private static final String HEADER_PREFIX = "mojo.";
    private static final String STAMP = "model";

    private final StoredRecords reader;
    private final Rescorers rescorers;
    private final boolean stamped;
    private final VerifyReport report;

    /** The outputs that models have given so far: what a record without a prediction does not have. */
    private final Set<String> known = new HashSet<>();

    /**
     * @param field the setting output.field
     * @param stamped whether each record says which model scored it; otherwise it was the configuration's
     */
    VerifyRun(StoredRecords reader, Rescorers rescorers, String field, boolean stamped, VerifyReport report) {
        this.reader = reader;
        this.rescorers = rescorers;
        this.stamped = stamped;
        this.report = report;
        known.add(field);
    }

    /** Throws what a line cannot be read for. */
    void verify(Object line, long number) {
        StoredRecord stored = reader.read(line);
        if (stored.passed()) {
            report.unscored();
        } else if (!stamped) {
            verify(stored, rescorers.own(), number);
        } else if (stored.stamp() != null) {
            Optional<Rescorer> rescorer = rescorers.of(stored.stamp());
            if (rescorer.isEmpty()) {
                report.missing(number, stored.stamp(), rescorers.why(stored.stamp()));
            } else {
                verify(stored, rescorer.get(), number);
            }
        } else if (isScored(stored)) {
            report.unstamped(number);
        } else {
            report.unscored();
        }
    }

    private void verify(StoredRecord stored, Rescorer rescorer, long number) {
        OfflineTransform transform = rescorer.transform();
        SinkRecord before =
                transform.record(stored.record().schema(), stored.record().value());
        SinkRecord after;
        try {
            after = transform.apply(before);
        } catch (MojoException refused) {
            if (isScored(stored)) {
                report.different(number, "it has a prediction, and cannot be scored: " + refused.firstLine());
            } else {
                report.unscored();
            }
            return;
        }
        if (after == before) {
            if (isScored(stored)) {
                report.different(number, "it has a prediction, and would pass untouched");
            } else {
                report.unscored();
            }
            return;
        }
        String difference = difference(stored, after);
        if (difference == null) {
            report.same(rescorer.digest());
        } else {
            report.different(number, difference);
        }
    }

    /** The first output that is not as stored; null when there is none. */
    private String difference(StoredRecord stored, SinkRecord after) {
        String difference = null;
        for (Header header : after.headers()) {
            String name = header.key().substring(HEADER_PREFIX.length());
            Object was = stored.output(name);
            if (reader.isNested()) {
                Object container = SameOutput.parsed(was);
                for (Map.Entry<String, Object> member : members(header.value()).entrySet()) {
                    Object inside = SameOutput.member(container, member.getKey());
                    boolean isStamp = member.getKey().equals(STAMP);
                    if (difference == null && !isSame(isStamp, member.getValue(), inside)) {
                        difference = told(name + "." + member.getKey(), member.getValue(), inside);
                    }
                }
            } else {
                boolean isStamp = name.equals(reader.stampField());
                known.add(name);
                if (difference == null && !isSame(isStamp, header.value(), was)) {
                    difference = told(name, header.value(), was);
                }
            }
        }
        return difference;
    }

    private static boolean isSame(boolean isStamp, Object given, Object stored) {
        if (!isStamp || !(given instanceof String now)) {
            return SameOutput.test(given, stored);
        }
        String was = StoredRecord.stampOf(stored);
        return was != null && StoredRecord.digest(was).equals(StoredRecord.digest(now));
    }

    private static String told(String name, Object given, Object stored) {
        return name + " is " + (stored == null ? "missing" : stored) + ", the model gives "
                + (given == null ? "nothing" : given);
    }

    private static Map<String, Object> members(Object nested) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (nested instanceof Struct struct) {
            struct.schema().fields().forEach(field -> members.put(field.name(), struct.get(field)));
        } else if (nested instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return members;
    }

    private boolean isScored(StoredRecord stored) {
        return known.stream()
                .filter(name -> !name.equals(reader.stampField()) && !name.endsWith("_error"))
                .anyMatch(name -> stored.output(name) != null);
    }
}

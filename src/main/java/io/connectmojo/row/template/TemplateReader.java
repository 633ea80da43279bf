package io.connectmojo.row.template;

import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import io.connectmojo.row.template.Placeholder.Source;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of a template's placeholders from one record after the other. A record with the texts of the one before costs no
 * memory. Belongs to one task; not thread-safe.
 */
public final class TemplateReader {
    private final CurrentRecord current = new CurrentRecord();
    private final Slot[] slots;

    /** Null when a placeholder has no text that is allowed. */
    private @Nullable String text;

    private boolean isRead;

    /** @param scoresKey whether the fields that are handed over are those of the key, and not those of the value */
    public TemplateReader(Template template, boolean scoresKey) {
        slots = template.placeholders().stream()
                .map(placeholder -> slot(placeholder, scoresKey))
                .toArray(Slot[]::new);
    }

    /** What a placeholder's path is looked up in. */
    private enum In {
        FIELDS,
        VALUE,
        METADATA
    }

    private static final class Slot {
        private final MapPath path;
        private final In in;

        /** The last value, where it says all of its text; else null. */
        private @Nullable Object last;

        Slot(MapPath path, In in) {
            this.path = path;
            this.in = in;
        }
    }

    private Slot slot(Placeholder placeholder, boolean scoresKey) {
        if (placeholder.source() == Source.VALUE) {
            return new Slot(new MapPath(placeholder.path()), scoresKey ? In.VALUE : In.FIELDS);
        }
        // the text of a key that is scored is read already, and may be JSON
        List<String> steps = placeholder.path().steps();
        boolean readAlready = scoresKey && placeholder.source() == Source.KEY && !steps.isEmpty();
        return readAlready
                ? new Slot(new MapPath(new FieldPath(steps)), In.FIELDS)
                : new Slot(new MetadataPath(placeholder.path(), current), In.METADATA);
    }

    /**
     * Goes on to a record.
     *
     * @param fields of the key or value that is scored, a Struct or a Map
     * @return whether it has the texts of the record before
     */
    public boolean read(Object fields, ConnectRecord<?> record) {
        current.set(record);
        boolean same = isRead;
        for (Slot slot : slots) {
            Object value = find(slot, fields, record);
            boolean equal = slot.last != null && (slot.last == value || slot.last.equals(value));
            if (!equal) {
                slot.last = TemplateText.isComparable(value) ? value : null;
                same = false;
            }
        }
        if (!same) {
            text = filled();
            isRead = true;
        }
        return same;
    }

    private static @Nullable Object find(Slot slot, Object fields, ConnectRecord<?> record) {
        return switch (slot.in) {
            case FIELDS -> slot.path.find(fields);
            case VALUE -> record.value() == null ? null : slot.path.find(record.value());
            case METADATA -> slot.path.find(record);
        };
    }

    /** What names the texts of the record together; null when one of them is absent or not allowed. */
    public @Nullable String text() {
        return text;
    }

    private @Nullable String filled() {
        if (slots.length == 1) {
            return TemplateText.of(slots[0].last);
        }
        StringBuilder joined = new StringBuilder();
        for (Slot slot : slots) {
            String part = TemplateText.of(slot.last);
            if (part == null) {
                return null;
            }
            joined.append(joined.isEmpty() ? "" : String.valueOf(Template.SEPARATOR))
                    .append(part);
        }
        return joined.toString();
    }
}

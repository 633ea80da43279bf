package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Announcements as tables for a person. */
final class ModelTable {
    private ModelTable() {}

    static List<String> ofNames(Terminal terminal, List<ModelLog.Entry> entries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "VERSION", "SHA256", "SIZE", "PUBLISHED", "FILE", "NOTE"));
        for (ModelLog.Entry entry : entries) {
            List<String> row = new ArrayList<>(List.of(entry.name()));
            row.addAll(entry.readable()
                    .map(ModelTable::cells)
                    .orElseGet(() -> List.of(AnnouncementJson.state(entry), "", "", "", "", "")));
            rows.add(row);
        }
        return aligned(terminal, rows);
    }

    static List<String> ofVersions(Terminal terminal, List<Announcement> versions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VERSION", "SHA256", "SIZE", "PUBLISHED", "FILE", "NOTE"));
        versions.forEach(version -> rows.add(cells(version)));
        return aligned(terminal, rows);
    }

    private static List<String> cells(Announcement announcement) {
        String restores =
                announcement.restores().map(version -> "as version " + version).orElse("");
        String note = announcement.note().orElse("");
        return List.of(
                Long.toString(announcement.version()),
                announcement.sha256().substring(0, 12),
                String.format(Locale.ROOT, "%,d", announcement.size()),
                announcement.published(),
                announcement.file(),
                restores + (restores.isEmpty() || note.isEmpty() ? "" : ", ") + note);
    }

    private static List<String> aligned(Terminal terminal, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            lines.add(
                    lines.isEmpty()
                            ? terminal.bold(line.toString().stripTrailing())
                            : line.toString().stripTrailing());
        }
        return lines;
    }
}

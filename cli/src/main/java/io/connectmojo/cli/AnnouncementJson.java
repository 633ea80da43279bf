package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.delivery.Announcement;
import java.util.List;

/** Announcements as the commands print them with {@code --json}: profile and signature only as being there. */
final class AnnouncementJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnnouncementJson() {}

    static ObjectNode of(Announcement announcement) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", announcement.name());
        node.put("version", announcement.version());
        node.put("sha256", announcement.sha256());
        node.put("size", announcement.size());
        node.put("file", announcement.file());
        node.put("published", announcement.published());
        announcement.note().ifPresent(note -> node.put("note", note));
        announcement.restores().ifPresent(version -> node.put("restores", version));
        node.put("profile", announcement.profile().isPresent());
        node.put("signature", announcement.signature().isPresent());
        ObjectNode data = node.putObject("data");
        data.put("topic", announcement.data().topic());
        data.put("partition", announcement.data().partition());
        data.put("first", announcement.data().first());
        data.put("last", announcement.data().last());
        return node;
    }

    /** The last of each name. */
    static ArrayNode last(List<ModelLog.Entry> entries) {
        ArrayNode array = JSON.createArrayNode();
        for (ModelLog.Entry entry : entries) {
            ObjectNode node = entry.readable().map(AnnouncementJson::of).orElseGet(JSON::createObjectNode);
            node.put("name", entry.name());
            node.put("state", state(entry));
            array.add(node);
        }
        return array;
    }

    static ObjectNode withHistory(Announcement announcement, List<Announcement> history) {
        ObjectNode node = of(announcement);
        ArrayNode versions = node.putArray("versions");
        history.forEach(version -> versions.add(of(version)));
        return node;
    }

    static String state(ModelLog.Entry entry) {
        return entry.isWithdrawal() ? "withdrawn" : entry.readable().isPresent() ? "announced" : "malformed";
    }
}

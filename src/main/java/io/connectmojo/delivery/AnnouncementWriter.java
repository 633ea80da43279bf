package io.connectmojo.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.connectmojo.delivery.Announcement.PieceRange;
import io.connectmojo.delivery.Announcement.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes announcements as {@link AnnouncementReader} reads them. Profile and signature keep every byte. */
public final class AnnouncementWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private AnnouncementWriter() {}

    /** JSON in UTF-8. */
    public static byte[] write(Announcement announcement) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("format", Announcement.FORMAT);
            json.writeStringField("name", announcement.name());
            json.writeNumberField("version", announcement.version());
            json.writeStringField("sha256", announcement.sha256());
            json.writeNumberField("size", announcement.size());
            json.writeStringField("file", announcement.file());
            data(json, announcement.data());
            json.writeStringField("published", announcement.published());
            if (announcement.note().isPresent()) {
                json.writeStringField("note", announcement.note().get());
            }
            if (announcement.restores().isPresent()) {
                json.writeNumberField("restores", announcement.restores().get());
            }
            if (announcement.previous().isPresent()) {
                previous(json, announcement.previous().get());
            }
            if (announcement.signature().isPresent()) {
                json.writeFieldName("signature");
                json.writeRawValue(announcement.signature().get());
            }
            if (announcement.profile().isPresent()) {
                json.writeFieldName("profile");
                json.writeRawValue(announcement.profile().get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void data(JsonGenerator json, PieceRange data) throws IOException {
        json.writeObjectFieldStart("data");
        json.writeStringField("topic", data.topic());
        json.writeNumberField("partition", data.partition());
        json.writeNumberField("first", data.first());
        json.writeNumberField("last", data.last());
        json.writeEndObject();
    }

    private static void previous(JsonGenerator json, Place previous) throws IOException {
        json.writeObjectFieldStart("previous");
        json.writeStringField("topic", previous.topic());
        json.writeNumberField("partition", previous.partition());
        json.writeNumberField("offset", previous.offset());
        json.writeEndObject();
    }
}

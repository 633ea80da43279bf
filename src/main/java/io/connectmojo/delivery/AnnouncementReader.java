package io.connectmojo.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.connectmojo.delivery.Announcement.PieceRange;
import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads announcements: one JSON object in UTF-8, nothing behind it, no name twice, of bounded length and depth. Members that
 * it does not know are ignored; those that it knows must be right. Thread-safe.
 */
public final class AnnouncementReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 1024;

    /** More offsets than that between the first and the last piece are a mistake. */
    private static final long MAX_SPAN = 1_000_000;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Announcement.MAX_BYTES)
                    .maxNumberLength(64)
                    .build())
            .build();

    private AnnouncementReader() {}

    /**
     * @param key the record's key
     * @param where what to call the record in messages
     * @throws MojoException M042
     */
    public static Announcement read(String key, byte[] value, String where) {
        try {
            return announcement(key, members(text(value)));
        } catch (Malformed e) {
            throw malformed(where, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw malformed(where, "it is not one JSON object without double names");
        }
    }

    private static MojoException malformed(String where, String why) {
        return Problem.of(ModelError.ANNOUNCEMENT, "The announcement of a model cannot be used")
                .where(where)
                .why(why)
                .fix("publish the model with mojo publish");
    }

    private static String text(byte[] value) throws Malformed {
        if (value.length > Announcement.MAX_BYTES) {
            throw new Malformed("it is longer than " + Announcement.MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("it is not UTF-8");
        }
    }

    /** By name: texts and numbers as their text, objects as they stand; nested numbers of {@code data} and {@code previous} by path. */
    private static Map<String, Member> members(String json) throws IOException, Malformed {
        Map<String, Member> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("it is not a JSON object");
            }
            read(parser, json, "", members);
            if (parser.nextToken() != null) {
                throw new Malformed("there is more than one JSON object");
            }
        }
        return members;
    }

    private static void read(JsonParser parser, String json, String prefix, Map<String, Member> members)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String own = parser.currentName();
            String name = prefix + own;
            JsonToken token = parser.nextToken();
            if (own.indexOf('.') >= 0) {
                // no member that is known; its name must not look like the path of one
                parser.skipChildren();
                continue;
            }
            switch (token) {
                case START_OBJECT -> {
                    int from = (int) parser.currentTokenLocation().getCharOffset();
                    if (name.equals("data") || name.equals("previous")) {
                        read(parser, json, name + ".", members);
                    } else {
                        parser.skipChildren();
                    }
                    int to = (int) parser.currentLocation().getCharOffset();
                    members.put(name, new Member(Kind.OBJECT, json.substring(from, to)));
                }
                case START_ARRAY -> {
                    parser.skipChildren();
                    members.put(name, new Member(Kind.OTHER, ""));
                }
                case VALUE_STRING -> members.put(name, new Member(Kind.TEXT, parser.getText()));
                case VALUE_NUMBER_INT -> members.put(name, new Member(Kind.WHOLE, parser.getText()));
                case VALUE_NULL -> {
                    // as if it were not there
                }
                default -> members.put(name, new Member(Kind.OTHER, ""));
            }
        }
    }

    private static Announcement announcement(String key, Map<String, Member> members) throws Malformed {
        long format = whole(members, "format", n -> true);
        if (format != Announcement.FORMAT) {
            throw new Malformed("its format is " + format + ", and this plugin reads " + Announcement.FORMAT);
        }
        text(members, "name", name -> name.equals(key) && ModelNames.isModel(name));
        PieceRange data = new PieceRange(
                text(members, "data.topic", ModelNames::isTopic),
                (int) whole(members, "data.partition", n -> n >= 0 && n < Integer.MAX_VALUE),
                whole(members, "data.first", n -> n >= 0),
                whole(members, "data.last", n -> n >= 0));
        if (data.last() < data.first() || data.last() - data.first() >= MAX_SPAN) {
            throw new Malformed("'data' names no range of offsets");
        }
        return new Announcement(
                key,
                whole(members, "version", n -> n >= 1),
                text(members, "sha256", text -> SHA256.matcher(text).matches()),
                (int) whole(members, "size", n -> n >= 1 && n <= Integer.MAX_VALUE - 8),
                text(members, "file", AnnouncementReader::isPlain),
                data,
                object(members, "profile"),
                object(members, "signature"),
                text(members, "published", AnnouncementReader::isTime),
                optional(members, "note", AnnouncementReader::isPlain),
                members.containsKey("restores")
                        ? Optional.of(whole(members, "restores", n -> n >= 1))
                        : Optional.empty(),
                previous(members));
    }

    private static Optional<Place> previous(Map<String, Member> members) throws Malformed {
        return object(members, "previous").isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(
                        text(members, "previous.topic", ModelNames::isTopic),
                        (int) whole(members, "previous.partition", n -> n >= 0 && n < Integer.MAX_VALUE),
                        whole(members, "previous.offset", n -> n >= 0)));
    }

    private static boolean isPlain(String text) {
        return text.length() <= MAX_TEXT
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalfOfACharacter(c));
    }

    /** An escape can write what no text in UTF-8 can hold. */
    private static boolean isHalfOfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isTime(String text) {
        try {
            return text.length() <= MAX_TEXT && Instant.parse(text).isAfter(Instant.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<String> optional(Map<String, Member> members, String name, Predicate<String> rule)
            throws Malformed {
        return members.containsKey(name) ? Optional.of(text(members, name, rule)) : Optional.empty();
    }

    private static String text(Map<String, Member> members, String name, Predicate<String> rule) throws Malformed {
        Member member = members.get(name);
        if (member == null || member.kind() != Kind.TEXT || !rule.test(member.text())) {
            throw wrong(name, member);
        }
        return member.text();
    }

    private static long whole(Map<String, Member> members, String name, LongPredicate rule) throws Malformed {
        Member member = members.get(name);
        if (member != null && member.kind() == Kind.WHOLE && member.text().length() < 19) {
            long number = Long.parseLong(member.text());
            if (rule.test(number)) {
                return number;
            }
        }
        throw wrong(name, member);
    }

    private static Optional<String> object(Map<String, Member> members, String name) throws Malformed {
        Member member = members.get(name);
        if (member != null && member.kind() != Kind.OBJECT) {
            throw wrong(name, member);
        }
        return Optional.ofNullable(member).map(Member::text);
    }

    private static Malformed wrong(String name, @Nullable Member member) {
        return new Malformed("'" + name + "' is " + (member == null ? "missing" : "not what it must be"));
    }

    private enum Kind {
        TEXT,
        WHOLE,
        OBJECT,
        OTHER
    }

    private record Member(Kind kind, String text) {}

    /** Why an announcement cannot be used. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }
}

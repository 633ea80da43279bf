package io.connectmojo.delivery;

import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.model.library.ModelFeed.News;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How much has been announced and read of each name, since the topic is read. Thread-safe. */
final class NewsCounts {
    private final Map<String, News> news = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    /** What a record says; one that is read again counts once. @return whether it is counted */
    synchronized boolean told(Standing standing) {
        Place before = places.get(standing.name());
        Place now = standing.place();
        if (before != null && before.partition() == now.partition() && before.offset() >= now.offset()) {
            return false;
        }
        places.put(standing.name(), now);
        News last = of(standing.name());
        if (standing instanceof Standing.Announced announced) {
            long version = announced.announcement().version();
            put(standing.name(), new News(version, last.announced() + 1, last.fetched(), last.refused()));
        } else if (standing instanceof Standing.Unusable) {
            put(standing.name(), new News(last.version(), last.announced() + 1, last.fetched(), last.refused() + 1));
        } else {
            put(standing.name(), new News(0, last.announced(), last.fetched(), last.refused()));
        }
        return true;
    }

    synchronized void fetched(String name) {
        News last = of(name);
        put(name, new News(last.version(), last.announced(), last.fetched() + 1, last.refused()));
    }

    synchronized void refused(String name) {
        News last = of(name);
        put(name, new News(last.version(), last.announced(), last.fetched(), last.refused() + 1));
    }

    synchronized Optional<News> find(String name) {
        return Optional.ofNullable(news.get(name));
    }

    private News of(String name) {
        return find(name).orElse(new News(0, 0, 0, 0));
    }

    private void put(String name, News now) {
        news.put(name, now);
    }
}

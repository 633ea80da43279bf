package io.connectmojo.outcomes;

import io.connectmojo.outcomes.act.Announcer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of models in memory; what a topic does with them is tested with brokers. */
final class MemoryModels implements Announcer, Announcer.Source {
    private final Map<String, List<Version>> versions = new HashMap<>();
    boolean fails;

    /** A model whose digest is one letter. */
    MemoryModels with(String name, String... letters) {
        for (String letter : letters) {
            add(name, letter.repeat(64));
        }
        return this;
    }

    /** As records tell it. */
    static String stamp(String name, String letter) {
        return name + "@" + letter.repeat(12);
    }

    private Version add(String name, String sha256) {
        List<Version> all = versions.computeIfAbsent(name, any -> new ArrayList<>());
        all.add(0, new Version(name, all.size() + 1, sha256));
        return all.get(0);
    }

    /** The letter of what is announced. */
    String now(String name) {
        return announced(name).orElseThrow().sha256().substring(0, 1);
    }

    @Override
    public Announcer open() {
        if (fails) {
            throw new IllegalStateException("the brokers do not answer");
        }
        return this;
    }

    @Override
    public Optional<Version> announced(String name) {
        return history(name).stream().findFirst();
    }

    @Override
    public List<Version> history(String name) {
        return versions.getOrDefault(name, List.of());
    }

    @Override
    public Version again(String name, long version, String note) {
        return add(
                name,
                history(name).stream()
                        .filter(one -> one.version() == version)
                        .findFirst()
                        .orElseThrow()
                        .sha256());
    }

    @Override
    public Version promote(String name, String from, String note) {
        return add(name, announced(from).orElseThrow().sha256());
    }

    @Override
    public void close() {}
}

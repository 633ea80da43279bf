package io.connectmojo.model.library;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work that several threads ask for at the same time under one key is done once, by the first of them. Thread-safe. */
final class SingleFlight<K, V> {
    private final Map<K, CompletableFuture<V>> flights = new HashMap<>();

    /** The result of this work, or of the same work that is already under way; its exception likewise. */
    V run(K key, Supplier<V> work) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> flight;
        synchronized (flights) {
            flight = flights.putIfAbsent(key, own);
        }
        if (flight == null) {
            return lead(key, own, work);
        }
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private V lead(K key, CompletableFuture<V> flight, Supplier<V> work) {
        try {
            V value = work.get();
            land(key);
            flight.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            land(key);
            flight.completeExceptionally(e);
            throw e;
        }
    }

    private void land(K key) {
        synchronized (flights) {
            flights.remove(key);
        }
    }
}

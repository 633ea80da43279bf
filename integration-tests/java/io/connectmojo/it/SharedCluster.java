package io.connectmojo.it;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one cluster of this JVM: started for the first test that asks, stopped after the last test of all. No connector outlives
 * the test that made it.
 */
final class SharedCluster implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(SharedCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isAssignableFrom(ChildJvmCluster.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ConnectRest rest = cluster(context).rest();
        rest.connectors().forEach(rest::delete);
    }

    private static ConnectCluster cluster(ExtensionContext context) {
        // the root's store closes what it holds
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(ChildJvmCluster.class, key -> start(), ChildJvmCluster.class);
    }

    private static ChildJvmCluster start() {
        try {
            return ChildJvmCluster.start(KafkaLine.NEWEST);
        } catch (IOException e) {
            throw new IllegalStateException("no cluster", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster started", e);
        }
    }
}

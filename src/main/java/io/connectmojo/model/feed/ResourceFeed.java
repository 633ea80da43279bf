package io.connectmojo.model.feed;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A MOJO zip inside a jar of the plugin's folder. */
record ResourceFeed(String resource) implements ModelFeed {
    /** How a path begins that names a resource of the plugin. */
    static final String CLASSPATH = "classpath:";

    @Override
    public String name() {
        return ZipName.withoutEnding(resource.substring(resource.lastIndexOf('/') + 1));
    }

    @Override
    public ModelContent read(Signal arrived) {
        ModelLimits limits = ModelLimits.ofWorker();
        try (InputStream in = ResourceFeed.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw Problem.of(ModelError.NOT_FOUND, "There is no such resource")
                        .where(toString())
                        .why("no jar of the plugin's folder holds it")
                        .fix("put a jar with the MOJO into the plugin's folder");
            }
            return ModelContent.ofMojo(ModelBytes.readAll(in, limits, toString()), toString(), limits)
                    .withProfile(() -> ResourceBytes.profile(ZipName.withoutEnding(resource)))
                    .withSignature(() -> ResourceBytes.signature(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return CLASSPATH + resource;
    }
}

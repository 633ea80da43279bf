package io.connectmojo.model.feed;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.model.load.PojoModel;

/** A compiled H2O model (POJO) in a jar of the plugin's folder. */
record PojoFeed(String className) implements ModelFeed {
    @Override
    public String name() {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    @Override
    public ModelContent read(Signal arrived) {
        byte[] classFiles = PojoModel.bytes(className, ModelLimits.ofWorker());
        String digest = MojoFile.sha256(classFiles);
        return ModelContent.of(this + " " + digest, digest, () -> PojoModel.load(className, classFiles))
                .withProfile(() -> ResourceBytes.profile(className.replace('.', '/')));
    }

    @Override
    public String toString() {
        return "class " + className;
    }
}

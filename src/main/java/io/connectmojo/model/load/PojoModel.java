package io.connectmojo.model.load;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Loads a compiled H2O model from a jar of the plugin's folder; nothing else is ever initialised or instantiated. */
public final class PojoModel {
    private PojoModel() {}

    /** All class files of the model one after another, whose digest identifies it. */
    public static byte[] bytes(String className, ModelLimits caps) {
        try {
            byte[] classFiles = PojoClassFiles.read(className, PojoModel.class.getClassLoader(), caps);
            if (classFiles.length == 0) {
                throw refused(className, "there is no such class in the plugin's folder", null);
            }
            return classFiles;
        } catch (IOException e) {
            throw refused(className, "its class files cannot be read", null);
        }
    }

    public static Model load(String className, byte[] classFiles) {
        try {
            Class<?> type = Class.forName(className, false, PojoModel.class.getClassLoader());
            if (!GenModel.class.isAssignableFrom(type)
                    || MojoModel.class.isAssignableFrom(type)
                    || Modifier.isAbstract(type.getModifiers())) {
                throw refused(className, "it is no compiled H2O model", null);
            }
            GenModel model = (GenModel) type.getDeclaredConstructor().newInstance();
            return ModelLoader.compiled(model, MojoFile.sha256(classFiles), "model.class=" + className);
        } catch (ReflectiveOperationException | LinkageError | StackOverflowError e) {
            throw refused(className, "it cannot be instantiated", e);
        }
    }

    private static MojoException refused(String className, String why, @Nullable Throwable cause) {
        return Problem.of(ModelError.POJO, "The class is not a model that can be used")
                .where("model.class=" + className)
                .why(why)
                .cause(cause)
                .fix("name a subclass of hex.genmodel.GenModel in a jar of the plugin's folder");
    }
}

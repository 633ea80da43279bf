package io.connectmojo.scoring.arm;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.record.RecordFormat;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A model that was opened for an arm, compiled and checked: all that takes long. Any thread may open it.
 *
 * @param history of the schemas that the arm is going to see, which a reload asks
 */
public record OpenedModel(ModelHandle handle, SchemaHistory history) {
    /**
     * Opens the model of an arm on this thread.
     *
     * @param check throws for a model that the transform cannot use, besides what the arm's own settings refuse
     * @throws io.connectmojo.problem.MojoException when there is none that can serve
     */
    public static OpenedModel open(ArmSettings settings, RecordFormat format, Consumer<Model> check) {
        SchemaHistory history = new SchemaHistory(format::allFields);
        Consumer<Model> own = settings::check;
        return new OpenedModel(
                ModelLibrary.open(settings.request(new ReloadCheck(settings, history)::refusal), check.andThen(own)),
                history);
    }

    /** The model that serves now; not to be asked once closed. */
    public Model model() {
        return Objects.requireNonNull(handle.current(), "just opened");
    }
}

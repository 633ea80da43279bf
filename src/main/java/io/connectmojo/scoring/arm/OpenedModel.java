package io.connectmojo.scoring.arm;

import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import java.util.Objects;
import java.util.function.Consumer;

/** A model that was opened for an arm, compiled and checked: all that takes long. Any thread may open it. */
public record OpenedModel(ModelHandle handle) {
    /**
     * Opens the model of an arm on this thread.
     *
     * @param plans of the transform, whose schemas a reload asks for
     * @param check throws for a model that the transform cannot use, besides what the arm's own settings refuse
     * @throws io.connectmojo.problem.MojoException when there is none that can serve
     */
    public static OpenedModel open(ArmSettings settings, SharedPlans plans, Consumer<Model> check) {
        Consumer<Model> own = settings::check;
        return new OpenedModel(ModelLibrary.open(
                settings.request(new ReloadCheck(settings, plans.history())::refusal), check.andThen(own)));
    }

    /** The model that serves now; not to be asked once closed. */
    public Model model() {
        return Objects.requireNonNull(handle.current(), "just opened");
    }
}

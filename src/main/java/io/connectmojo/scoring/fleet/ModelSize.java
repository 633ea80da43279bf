package io.connectmojo.scoring.fleet;

import io.connectmojo.model.Model;

/**
 * What a model takes of the heap, in bytes, as it is counted against the worker's budget.
 *
 * @param model all that tasks share: genmodel's form, the compiled form and the lists of levels
 * @param arm what each task has besides, for its buffers and plans
 */
record ModelSize(long model, long arm) {
    private static final long ARM = 6_000;
    private static final long ARM_COLUMN = 250;

    /** Measured once for each model, when it has all that it serves with. */
    static ModelSize of(Model model) {
        return model.sharedWithProfile(
                ModelSize.class,
                measured -> new ModelSize(
                        HeapSize.of(measured),
                        ARM + ARM_COLUMN * measured.columns().size()));
    }
}

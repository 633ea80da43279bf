package io.connectmojo.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains the models of the catalogue and writes a folder for each. Arguments: the folder of the project, and which models:
 * "all", "releases", or names separated by commas, where a trailing star stands for any ending.
 */
public final class Train {

    private Train() {}

    public static void main(String[] arguments) throws Exception {
        Places places = Places.of(arguments[0]);
        List<Recipe> recipes = new ArrayList<>(
                arguments[1].equals("releases") ? Releases.recipes() : Catalogue.recipes());
        recipes.removeIf(recipe -> !arguments[1].equals("releases") && !wanted(arguments[1], recipe.name()));
        Cluster.start();
        int failures = 0;
        for (Recipe recipe : recipes) {
            try {
                System.err.println(Folder.write(places, recipe));
            } catch (Exception | LinkageError | AssertionError failure) {
                failures++;
                System.err.println(recipe.folder() + " FAILED " + failure);
                if (recipes.size() == 1) {
                    failure.printStackTrace();
                }
            }
        }
        System.err.println(recipes.size() - failures + " of " + recipes.size() + " models written");
        // H2O leaves threads behind that would keep the process alive.
        Runtime.getRuntime().halt(failures == 0 ? 0 : 1);
    }

    static boolean wanted(String choice, String name) {
        return Arrays.stream(choice.split(",")).anyMatch(word -> word.equals("all")
                || (word.endsWith("*") ? name.startsWith(word.substring(0, word.length() - 1)) : word.equals(name)));
    }
}

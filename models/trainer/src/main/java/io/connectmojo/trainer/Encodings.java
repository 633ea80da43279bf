package io.connectmojo.trainer;

import hex.Model.Parameters.CategoricalEncodingScheme;
import java.util.List;
import java.util.Locale;

/** The categorical encodings the tree algorithms take, and how far the cluster can score each. */
final class Encodings {

    static final List<CategoricalEncodingScheme> ALL = List.of(
            CategoricalEncodingScheme.Enum, CategoricalEncodingScheme.OneHotExplicit, CategoricalEncodingScheme.Binary,
            CategoricalEncodingScheme.Eigen, CategoricalEncodingScheme.EnumLimited,
            CategoricalEncodingScheme.LabelEncoder, CategoricalEncodingScheme.SortByResponse);

    private Encodings() {}

    static Recipe recipe(String prefix, String algorithm, CategoricalEncodingScheme scheme, String response, Recipe.Fit fit) {
        String name = prefix + "_encoding_" + scheme.name().toLowerCase(Locale.ROOT);
        String purpose = algorithm + ", categorical encoding " + scheme;
        if (prefix.equals("xgb") && scheme != CategoricalEncodingScheme.SortByResponse) {
            purpose += "; the MOJO wants the encoded columns, genmodel cannot make them";
        }
        return switch (scheme) {
            case Eigen, EnumLimited -> Customers.onItself(name,
                    purpose + "; the cluster encodes anew what it scores, so the rows are the training rows",
                    response, fit);
            case LabelEncoder -> Customers.withoutUnseen(name,
                    purpose + "; the cluster cannot score unseen levels", response, fit);
            default -> Customers.recipe(name, purpose, response, fit);
        };
    }
}

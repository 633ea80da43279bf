package io.connectmojo.score;

/** The kinds of prediction that H2O models make; named as in H2O. */
public enum Category {
    Regression,
    Binomial,
    Multinomial,
    Ordinal,
    Clustering,
    AnomalyDetection,
    AutoEncoder,
    DimReduction,
    WordEmbedding,
    CoxPH,
    BinomialUplift,
    KLime,
    TargetEncoder
}

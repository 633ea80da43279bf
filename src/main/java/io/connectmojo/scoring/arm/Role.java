package io.connectmojo.scoring.arm;

import io.connectmojo.output.OutputStamp;

/** What a model is to its transform. */
public enum Role {
    /** Its only model. */
    ALONE("", "Model"),
    /** One of many among which records choose: they come and go in silence. */
    ONE_OF_MANY("", "Model"),
    /** The model of records that have none of their own. */
    FALLBACK("", "Fallback model"),
    /** The first of two models: it answers every record that the second does not. */
    CHAMPION(OutputStamp.CHAMPION, "Champion"),
    /** The second of two models, which answers a share of the records. */
    CHALLENGER(OutputStamp.CHALLENGER, "Challenger"),
    /** The second of two models, which answers no record. */
    SHADOW(OutputStamp.CHALLENGER, "Challenger");

    private final String tag;
    private final String title;

    Role(String tag, String title) {
        this.tag = tag;
        this.title = title;
    }

    /** The value of the tag {@code arm} of its metrics; empty without one. */
    String tag() {
        return tag;
    }

    /** What the log calls the model. */
    String title() {
        return title;
    }

    /** What records call the model. */
    String inRecords() {
        return tag.isEmpty() ? OutputStamp.CHAMPION : tag;
    }

    /** Whether records get its outputs. */
    boolean answers() {
        return this != SHADOW;
    }

    boolean isOneOfSeveral() {
        return this != ALONE;
    }

    boolean isOneOfMany() {
        return this == ONE_OF_MANY;
    }

    boolean isChallenger() {
        return this == CHALLENGER || this == SHADOW;
    }
}

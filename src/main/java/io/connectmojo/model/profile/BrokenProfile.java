package io.connectmojo.model.profile;

/** What is wrong with a profile, as half a sentence without any value of it. */
final class BrokenProfile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenProfile(String why) {
        super(why, null, false, false);
    }
}

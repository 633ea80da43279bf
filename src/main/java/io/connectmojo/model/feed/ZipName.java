package io.connectmojo.model.feed;

/** Names models after their files. */
final class ZipName {
    private static final String ENDING = ".zip";

    private ZipName() {}

    static String withoutEnding(String file) {
        boolean bare = file.length() > ENDING.length() && file.endsWith(ENDING);
        return bare ? file.substring(0, file.length() - ENDING.length()) : file;
    }
}

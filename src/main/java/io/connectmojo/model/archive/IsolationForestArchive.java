package io.connectmojo.model.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the trees of extended isolation forests. Their nodes stand one after the other, numbered like those of a full
 * binary tree; scoring looks for a child behind its parent only, and answers nonsense when it is not there.
 */
final class IsolationForestArchive {
    private static final int NODE = 'N';
    private static final int LEAF = 'L';

    private IsolationForestArchive() {}

    static void check(ArchivePart part) {
        int trees = part.ini().number("ntrees", 0);
        if (trees < 1 || trees > part.file().size()) {
            throw part.missing("it claims " + trees + " trees");
        }
        for (int i = 0; i < trees; i++) {
            String entry = String.format(Locale.ROOT, "trees/t%02d.bin", i);
            checkTree(part, entry, ByteBuffer.wrap(part.blob(entry)).order(ByteOrder.nativeOrder()));
        }
    }

    private static void checkTree(ArchivePart part, String entry, ByteBuffer bytes) {
        if (bytes.remaining() < 4 || bytes.getInt() != part.features()) {
            throw part.brokenTree(entry, "the tree is not made for " + part.features() + " columns");
        }
        long splitBytes = 2L * Double.BYTES * part.features();
        Set<Integer> awaited = new HashSet<>(Set.of(0));
        while (!awaited.isEmpty()) {
            if (bytes.remaining() < 5) {
                throw part.brokenTree(entry, "the tree ends early");
            }
            int number = bytes.getInt();
            int type = bytes.get() & 0xff;
            if (type != NODE && type != LEAF || !awaited.remove(number)) {
                throw part.brokenTree(entry, "a node is of no known type or has no parent");
            }
            long length = type == NODE ? splitBytes : Integer.BYTES;
            if (bytes.remaining() < length) {
                throw part.brokenTree(entry, "the tree ends early");
            }
            bytes.position(bytes.position() + (int) length);
            if (type == NODE) {
                // the numbers of a tree deeper than 30 do not fit
                if (number > (Integer.MAX_VALUE - 2) / 2) {
                    throw part.brokenTree(entry, "the tree is deeper than its numbers can tell");
                }
                awaited.add(2 * number + 1);
                awaited.add(2 * number + 2);
            }
        }
        // H2O writes its whole buffer, whose unused end is empty
        while (bytes.hasRemaining()) {
            if (bytes.get() != 0) {
                throw part.brokenTree(entry, "something is left over behind the last node");
            }
        }
    }
}

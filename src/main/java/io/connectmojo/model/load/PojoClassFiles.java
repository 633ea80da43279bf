package io.connectmojo.model.load;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.ModelBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a POJO consists of: H2O writes its trees, levels and weights as further classes of the same
 * package. Those are found by following the names in the class files; nothing is loaded for that.
 */
final class PojoClassFiles {
    private static final int MAGIC = 0xCAFEBABE;

    private final ClassLoader loader;
    private final ModelLimits caps;
    private final String packagePrefix;
    private final Map<String, byte[]> files = new TreeMap<>();
    private long total;

    private PojoClassFiles(String className, ClassLoader loader, ModelLimits caps) {
        this.loader = loader;
        this.caps = caps;
        packagePrefix = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
    }

    /**
     * All class files of the model one after another, in the order of their names; empty when there is no such class.
     *
     * @throws IOException when one of them cannot be read or is no class file
     */
    static byte[] read(String className, ClassLoader loader, ModelLimits caps) throws IOException {
        PojoClassFiles all = new PojoClassFiles(className, loader, caps);
        all.collect(className.replace('.', '/'));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] file : all.files.values()) {
            bytes.write(file);
        }
        return bytes.toByteArray();
    }

    private void collect(String first) throws IOException {
        Deque<String> open = new ArrayDeque<>(Set.of(first));
        while (!open.isEmpty()) {
            String name = open.remove();
            String fileName = name + ".class";
            if (!files.containsKey(fileName)) {
                byte[] file = file(fileName);
                if (file != null) {
                    files.put(fileName, file);
                    open.addAll(classNames(file));
                }
            }
        }
    }

    private byte @Nullable [] file(String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                return null;
            }
            byte[] file = ModelBytes.readAll(in, caps, name);
            total += file.length;
            ModelBytes.requireSize(total, caps, name);
            return file;
        }
    }

    /** The classes of the model's package that a class file names. */
    private Set<String> classNames(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.skipNBytes(4); // its version
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] classes = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // these take two places
                }
                default -> throw new IOException("a constant of kind " + tag);
            }
        }
        Set<String> names = new TreeSet<>();
        for (int index : classes) {
            String name = index > 0 && index < count ? texts[index] : null;
            if (name != null && ofPackage(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean ofPackage(String name) {
        return !name.startsWith("[") && name.startsWith(packagePrefix) && name.indexOf('/', packagePrefix.length()) < 0;
    }
}

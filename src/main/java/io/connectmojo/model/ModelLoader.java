package io.connectmojo.model;

import hex.genmodel.GenModel;
import hex.genmodel.ModelMojoReader;
import hex.genmodel.MojoModel;
import hex.genmodel.MojoReaderBackendFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a model file into a {@link Model}. */
public final class ModelLoader {
    private ModelLoader() {}

    public static Model load(Path path) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = Files.readAllBytes(path);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ModelLoader.class.getClassLoader());
        try {
            MojoModel m = ModelMojoReader.readFrom(
                    MojoReaderBackendFactory.createReaderBackend(
                            new ByteArrayInputStream(bytes), MojoReaderBackendFactory.CachingStrategy.MEMORY),
                    true);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Model(m, digest, m._algoName, columns(m), m._offsetColumn);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<ModelColumn> columns(GenModel m) {
        String[] names = m.getOrigNames() != null ? m.getOrigNames() : m.getNames();
        String[][] domains = m.getOrigNames() != null ? m.getOrigDomainValues() : m.getDomainValues();
        int n = m.getOrigNames() != null ? m.getOrigNumCols() : m.nfeatures();
        List<ModelColumn> columns = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            columns.add(new ModelColumn(
                    names[i],
                    domains[i] == null ? ModelColumn.Kind.NUMERIC : ModelColumn.Kind.CATEGORICAL,
                    domains[i] == null ? List.of() : List.of(domains[i])));
        }
        return columns;
    }
}

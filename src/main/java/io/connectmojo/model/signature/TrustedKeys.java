package io.connectmojo.model.signature;

import io.connectmojo.model.OperatorSetting;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The public keys that the operator of a worker trusts: the {@code .pem} files of a folder. Where no folder is set, signatures are
 * not asked for. The folder is read for each model, so that keys come and go without a restart.
 */
public final class TrustedKeys {
    /** A folder of keys, and not the disk by mistake. */
    private static final int MAX_KEYS = 100;

    private static final int MAX_BYTES = 64 * 1024;

    private final Optional<Path> folder;

    private TrustedKeys(Optional<Path> folder) {
        this.folder = folder;
    }

    /** As the worker's system property or environment variable says. */
    public static TrustedKeys ofWorker() {
        return of(OperatorSetting.ofWorker());
    }

    static TrustedKeys of(UnaryOperator<String> settings) {
        String text = settings.apply("keys");
        if (text == null) {
            return new TrustedKeys(Optional.empty());
        }
        try {
            Path folder = Path.of(text.trim());
            if (folder.isAbsolute()) {
                return new TrustedKeys(Optional.of(folder));
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw noKeys("it is not an absolute path");
    }

    /**
     * Checks that one of the keys signed the model, if keys are set.
     *
     * @param bundle gives the signature, if there is one; asked only when keys are set
     * @param where the model comes from, for messages
     * @param sha256 the model's digest, 64 lower-case hex digits
     */
    public void check(Supplier<Optional<byte[]>> bundle, String where, String sha256) {
        if (folder.isEmpty()) {
            return;
        }
        List<VerifyingKey> keys = read(folder.get());
        try {
            Optional<byte[]> found = bundle.get();
            if (found.isEmpty()) {
                throw new SignatureFault("there is none");
            }
            ModelSignature.verify(found.get(), sha256, keys);
        } catch (SignatureFault e) {
            throw Problem.of(ModelError.SIGNATURE, "The model's signature is not accepted")
                    .where(where)
                    .why(e.why())
                    .fix("sign it with mojo sign and a key that the worker trusts");
        }
    }

    private static List<VerifyingKey> read(Path folder) {
        List<VerifyingKey> keys = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                if (keys.size() == MAX_KEYS) {
                    throw noKeys("it holds more than " + MAX_KEYS + " keys");
                }
                keys.add(key(file));
            }
        } catch (IOException | SecurityException e) {
            throw noKeys("it cannot be read");
        }
        if (keys.isEmpty()) {
            throw noKeys("it holds no .pem file");
        }
        return keys;
    }

    /** A file that is no key is an operator's mistake: to pass over it would hide that a key is not there. */
    private static VerifyingKey key(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            return VerifyingKey.ofPem(name, new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
        } catch (SignatureFault e) {
            throw noKeys("of " + name + ": " + e.why());
        }
    }

    private static MojoException noKeys(String why) {
        return Problem.of(ModelError.OPERATOR_SETTING, "The folder of keys cannot be used")
                .where(OperatorSetting.property("keys"))
                .why(why)
                .fix("correct it on the worker; no model is loaded until then");
    }
}

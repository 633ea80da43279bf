package io.connectmojo.cli;

import io.connectmojo.model.signature.ModelSignature;
import io.connectmojo.model.signature.SignatureFault;
import io.connectmojo.model.signature.VerifyingKey;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mojo verify-signature}: whether one of these keys signed a model. */
@Command(
        name = "verify-signature",
        description = "Checks that a MOJO was signed with one of the keys.",
        footer = {"", "Examples:", "  mojo verify-signature house-prices.zip --key key.pub.pem"})
final class VerifySignatureCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "The MOJO zip.")
    private Path model;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "A PUBLIC KEY in PEM. May be given several times.")
    private List<Path> keys;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description = "The signature. Default: the name of the model with .sig behind it.")
    private Path signature;

    VerifySignatureCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<VerifyingKey> trusted = new ArrayList<>();
        for (Path key : keys) {
            try {
                trusted.add(VerifyingKey.ofPem(key.toString(), KeyFiles.read(key)));
            } catch (SignatureFault e) {
                throw KeyFiles.unusable(key, e);
            }
        }
        SignedModel signed = SignedModel.of(model);
        Path bundle = signature == null ? SignedModel.signature(model) : signature;
        try {
            VerifyingKey signer = ModelSignature.verify(KeyFiles.bytes(bundle), signed.sha256(), trusted);
            terminal.out().println(model + " " + signed.sha256() + " is signed by " + signer.name());
            terminal.out().flush();
            return ExitCode.OK.number();
        } catch (SignatureFault e) {
            throw Problem.of(ModelError.SIGNATURE, "The model's signature is not accepted")
                    .where(bundle.toString())
                    .why(e.why())
                    .fix("sign the model with mojo sign, or name the key that signed it");
        }
    }
}

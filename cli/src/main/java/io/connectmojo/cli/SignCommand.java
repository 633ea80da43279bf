package io.connectmojo.cli;

import io.connectmojo.model.signature.SignatureFault;
import io.connectmojo.model.signature.SigningKey;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mojo sign}: who answers for a model. */
@Command(
        name = "sign",
        description = "Signs a MOJO with a private key, after OpenSSF Model Signing 1.0.",
        footer = {
            "",
            "The key is a PRIVATE KEY in PEM (PKCS #8) on curve P-256, P-384 or P-521:",
            "  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
            "  openssl pkey -in key.pem -pubout -out key.pub.pem",
            "",
            "Examples:",
            "  mojo sign house-prices.zip --key key.pem"
        })
final class SignCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "The MOJO zip.")
    private Path model;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key.")
    private Path key;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the signature goes. Default: the name of the model with .sig behind it.")
    private Path output;

    SignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SignedModel signed = SignedModel.verified(model);
        byte[] bundle;
        try {
            bundle = SigningKey.ofPem(key.toString(), KeyFiles.read(key)).signModel(signed.name(), signed.sha256());
        } catch (SignatureFault e) {
            throw KeyFiles.unusable(key, e);
        }
        Path to = output == null ? SignedModel.signature(model) : output;
        try {
            Files.write(to, bundle);
        } catch (IOException e) {
            throw Problem.of(CommandError.NOT_WRITABLE, "The signature cannot be written")
                    .where(to.toString())
                    .why("the folder does not exist, or may not be written to")
                    .fix("name a file in a folder that you may write to with --output");
        }
        terminal.out().println(to + ": " + model + " " + signed.sha256() + " signed");
        terminal.out().flush();
        return ExitCode.OK.number();
    }
}

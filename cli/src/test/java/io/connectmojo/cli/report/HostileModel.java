package io.connectmojo.cli.report;

import io.connectmojo.cases.ModelFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A real model whose columns and levels have got other names. */
final class HostileModel {
    static final String MARKUP = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>";
    static final String QUOTES = "\"'`&lt;</td></table>\" onload=\"window.hacked=3";
    static final String RIGHT_TO_LEFT = "\u202e\u05d0\u05d1\u05d2 evil";
    static final String LONG = "long ".repeat(2000) + "<b>end";

    private HostileModel() {}

    static Path write(Path file) throws IOException {
        Map<String, String> names = Map.of(
                "region",
                MARKUP,
                "plan",
                QUOTES,
                "income",
                RIGHT_TO_LEFT,
                "tenure",
                LONG,
                "east",
                MARKUP + " east",
                "basic",
                QUOTES + " basic");
        byte[] zip = ModelFolder.of("trained/gbm_binomial").bytes();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                String name = entry.getName();
                boolean lines = name.equals("model.ini") || name.startsWith("domains/");
                if (lines || name.endsWith("modelDetails.json")) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    for (Map.Entry<String, String> each : names.entrySet()) {
                        text = lines
                                ? text.replaceAll(
                                        "(?m)^" + each.getKey() + "$",
                                        java.util.regex.Matcher.quoteReplacement(each.getValue()))
                                : text.replace(
                                        "\"" + each.getKey() + "\"",
                                        com.fasterxml.jackson.databind.node.TextNode.valueOf(each.getValue())
                                                .toString());
                    }
                    content = text.getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
                out.closeEntry();
            }
        }
        return file;
    }
}

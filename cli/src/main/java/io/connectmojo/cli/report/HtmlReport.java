package io.connectmojo.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model as one HTML file that needs no network: the library that draws its charts is in it, and its policy forbids it to load
 * anything. The same model and rows give the same bytes.
 */
public final class HtmlReport {
    private static final String LIBRARIES = "/META-INF/resources/webjars/";
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
    private static final Pattern SECTION = Pattern.compile("<h2 id=\"([a-z-]+)-title\">([^<]*)</h2>");

    private HtmlReport() {}

    /** The whole page. */
    public static String of(ModelPaper paper) {
        Html body = new Html();
        body.section("model", "Model");
        body.table("The model", List.of("fact", "value"), paper.origin());
        List<List<String>> parameters = paper.parameters();
        if (!parameters.isEmpty()) {
            body.table("Parameters that are not H2O's defaults", List.of("parameter", "value", "default"), parameters);
        }
        body.end();
        TrainingSections training = new TrainingSections(body, paper);
        training.importances();
        training.metrics();
        new ThresholdSection(body, paper).write();
        training.gains();
        training.history();
        DataSections data = new DataSections(body, paper);
        data.outcomes();
        new ColumnSection(body, paper).write();
        data.dependence();
        data.reasons();
        return page(
                paper.name(), paper.model().algorithm() + ", " + paper.shape().category(), body.toString());
    }

    /** A page of these sections, which {@link Html} has written. */
    static String page(String title, String subtitle, String sections) {
        Html page = new Html();
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .text(Html.cut(title))
                .raw("</title>\n<style>\n" + resource("/io/connectmojo/cli/report/report.css")
                        + "</style>\n</head>\n<body>\n")
                .raw("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header><h1>")
                .name(title)
                .raw("</h1>\n<p>")
                .text(subtitle)
                .raw("</p></header>\n<nav aria-label=\"Sections\"><ul>");
        Matcher matcher = SECTION.matcher(sections);
        while (matcher.find()) {
            page.raw("<li><a href=\"#" + matcher.group(1) + "\">" + matcher.group(2) + "</a></li>");
        }
        page.raw("</ul></nav>\n<main id=\"content\" tabindex=\"-1\">\n")
                .raw(sections)
                .raw("</main>\n");
        page.raw("<script>\n").raw(library()).raw("\n</script>\n");
        page.raw("<script>\n" + resource("/io/connectmojo/cli/report/report.js") + "</script>\n</body>\n</html>\n");
        return page.toString();
    }

    /** What draws the charts. */
    private static String library() {
        Properties versions = new Properties();
        try (InputStream in = HtmlReport.class.getResourceAsStream("libraries.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // inside a text of a script it means the same, and does not end the element
        return resource(LIBRARIES + "echarts/" + versions.getProperty("echarts") + "/dist/echarts.common.min.js")
                .replace("</script", "<\\/script");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Charts as options of ECharts. Names from outside are data only, no templates. Colours are those of the page, which its script adds. */
final class Charts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEIGHT = 280;
    private static final int BAR = 22;
    private static final int MAX_LABEL = 40;

    private Charts() {}

    static ObjectMapper json() {
        return JSON;
    }

    /** @param height in CSS pixels */
    private static ObjectNode chart(int height) {
        ObjectNode chart = JSON.createObjectNode().put("height", height);
        ObjectNode option = chart.putObject("option").put("animation", false);
        option.putObject("grid")
                .put("left", 30)
                .put("right", 24)
                .put("top", 16)
                .put("bottom", 32)
                .put("containLabel", true);
        option.putObject("tooltip").put("confine", true);
        return chart;
    }

    private static ObjectNode option(ObjectNode chart) {
        return (ObjectNode) chart.get("option");
    }

    private static ObjectNode axis(ObjectNode option, String name, String type, String title) {
        ObjectNode axis = option.putObject(name)
                .put("type", type)
                .put("name", title)
                .put("nameLocation", "middle")
                .put("nameGap", name.equals("xAxis") ? 28 : 46)
                .put("splitNumber", 4);
        axis.putObject("axisLine").put("onZero", false);
        return axis;
    }

    /** Bars to the right, one for each name, in that order. */
    static JsonNode bars(List<String> names, List<Double> values, String title) {
        ObjectNode chart = chart(names.size() * BAR + 70);
        ObjectNode option = option(chart);
        axis(option, "xAxis", "value", title);
        ObjectNode y = axis(option, "yAxis", "category", "").put("inverse", true);
        y.putObject("axisLabel").put("interval", 0).put("width", 120).put("overflow", "truncate");
        unique(names).forEach(y.putArray("data")::add);
        ObjectNode series =
                option.putArray("series").addObject().put("type", "bar").put("name", title);
        values.forEach(series.putArray("data")::add);
        return chart;
    }

    /** Bars that stand between edges, with a height for each. */
    static JsonNode histogram(double[] edges, double[] heights, String xTitle, String yTitle, boolean time) {
        ObjectNode chart = chart(HEIGHT);
        ObjectNode option = option(chart);
        axis(option, "xAxis", time ? "time" : "value", xTitle).put("scale", true);
        axis(option, "yAxis", "value", yTitle);
        option.putObject("tooltip").put("confine", true).put("trigger", "axis");
        ObjectNode series =
                option.putArray("series").addObject().put("type", "line").put("name", yTitle);
        series.put("showSymbol", false).putObject("areaStyle").put("opacity", 0.35);
        ArrayNode data = series.putArray("data");
        pair(data, edges[0], 0);
        for (int i = 0; i < heights.length; i++) {
            pair(data, edges[i], heights[i]);
            pair(data, edges[i + 1], heights[i]);
        }
        pair(data, edges[heights.length], 0);
        return chart;
    }

    private static void pair(ArrayNode data, double x, double y) {
        data.addArray().add(x).add(y);
    }

    /** A point of a line. */
    record Point(String series, double x, double y) {}

    /**
     * Lines through points, one for each series.
     *
     * @param points to be marked besides, each series with a colour of its own
     * @param unit whether both axes go from 0 to 1
     */
    static JsonNode lines(List<Point> line, List<Point> points, String xTitle, String yTitle, boolean unit) {
        ObjectNode chart = chart(points.size() > 3 ? HEIGHT + 40 : HEIGHT);
        ObjectNode option = option(chart);
        for (String name : List.of("xAxis", "yAxis")) {
            ObjectNode axis = axis(option, name, "value", name.equals("xAxis") ? xTitle : yTitle);
            if (unit) {
                axis.put("min", 0).put("max", 1).put("interval", 0.2);
            } else {
                axis.put("scale", true);
            }
        }
        ArrayNode series = option.putArray("series");
        series(line)
                .forEach((name, data) -> series.addObject()
                        .put("type", "line")
                        .put("name", shortened(name))
                        .put("showSymbol", data.size() < 3)
                        .set("data", data));
        series(points)
                .forEach((name, data) -> series.addObject()
                        .put("type", "scatter")
                        .put("name", shortened(name))
                        .put("symbolSize", 9)
                        .set("data", data));
        if (series.size() > 1) {
            option.putObject("legend").put("type", "scroll").put("bottom", 0);
            ((ObjectNode) option.get("grid")).put("bottom", 60);
        }
        return chart;
    }

    private static Map<String, ArrayNode> series(List<Point> points) {
        Map<String, ArrayNode> series = new LinkedHashMap<>();
        for (Point point : points) {
            if (Double.isFinite(point.x) && Double.isFinite(point.y)) {
                pair(series.computeIfAbsent(point.series, any -> JSON.createArrayNode()), point.x, point.y);
            }
        }
        return series;
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MAX_LABEL
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_LABEL - 1)) + "…";
    }

    /** Names that are short enough, and no two the same: bars of one name would be one bar. */
    static List<String> unique(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream()
                .map(name -> {
                    String shown = shortened(name);
                    for (int i = 2; !seen.add(shown); i++) {
                        shown = shortened(name) + " (" + i + ")";
                    }
                    return shown;
                })
                .toList();
    }
}

package io.connectmojo.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how far answers lie from what was expected. */
final class Agreement {

    private int rows;
    private int values;
    private int apart;
    private int labels;
    private int failed;
    private double worst;
    private String failure;

    void add(List<String> expected, List<String> answer) {
        rows++;
        if (expected.size() != answer.size()) {
            fail(expected.size() + " values expected, " + answer.size() + " answered");
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            add(expected.get(i), answer.get(i));
        }
    }

    void failed(Throwable cause) {
        rows++;
        fail(cause.getClass().getSimpleName() + ": " + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }

    private void fail(String reason) {
        failed++;
        failure = reason;
    }

    private void add(String expected, String answer) {
        values++;
        if (expected.equals(answer)) {
            return;
        }
        double left = number(expected);
        double right = number(answer);
        if (left == right) {
            return;
        }
        if (Double.isNaN(left) || Double.isNaN(right)) {
            labels++;
            return;
        }
        double distance = Math.abs(left - right);
        worst = Math.max(worst, distance);
        if (distance > 1e-6 * Math.max(1, Math.abs(left))) {
            apart++;
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException label) {
            return Double.NaN;
        }
    }

    boolean empty() {
        return rows == 0;
    }

    boolean exact() {
        return worst == 0 && labels == 0 && failed == 0;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows);
        json.put("max_abs_diff", worst);
        if (apart > 0) {
            json.put("values_off_by_more_than_1e-6", apart + " of " + values);
        }
        if (labels > 0) {
            json.put("labels_or_missing_values_that_differ", labels);
        }
        if (failed > 0) {
            json.put("rows_genmodel_failed_on", failed);
            json.put("failure", failure);
        }
        return json;
    }

    /** Short text for a table cell. */
    String text() {
        if (rows == 0) {
            return "-";
        }
        if (failed == rows) {
            return "fails";
        }
        String text = worst == 0 ? "0" : "%.1e".formatted(worst);
        return text + (labels > 0 ? ", " + labels + " labels" : "") + (failed > 0 ? ", " + failed + " fail" : "");
    }
}

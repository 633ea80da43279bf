package io.connectmojo.metrics.export;

import org.slf4j.MDC;

/** Connector and task as Connect's logging context tells them: {@code [connector|task-0] }. */
public record TaskName(String connector, String task) {
    private static final String UNKNOWN = "unknown";
    private static final String TASK = "|task-";

    /** Of the calling thread. */
    static TaskName current() {
        return of(MDC.get("connector.context"));
    }

    public static TaskName of(String context) {
        int task = context == null ? -1 : context.lastIndexOf(TASK);
        if (task < 1 || context.charAt(0) != '[') {
            return new TaskName(UNKNOWN, UNKNOWN);
        }
        int from = task + TASK.length();
        int to = from;
        while (to < context.length() && Character.isDigit(context.charAt(to))) {
            to++;
        }
        return new TaskName(context.substring(1, task), from == to ? UNKNOWN : context.substring(from, to));
    }
}

package io.connectmojo.outcomes.figures;

import java.util.Map;
import java.util.TreeMap;

/**
 * A window that has closed.
 *
 * @param start in epoch milliseconds
 * @param end in epoch milliseconds, not included
 * @param groups what was counted
 */
public record ClosedWindow(long start, long end, Map<Group, GroupSums> groups) {
    /** Over all groups. */
    public GroupSums all() {
        GroupSums all = new GroupSums(new Sums());
        groups.values().forEach(all::add);
        return all;
    }

    /** By group, in the order of names; only groups with records to compare. */
    public Map<Group, Figures> figures() {
        Map<Group, Figures> figures = new TreeMap<>(Group.BY_NAME);
        groups.forEach((group, sums) -> {
            if (sums.records() > 0) {
                figures.put(group, new Figures(sums));
            }
        });
        return figures;
    }
}

package io.connectmojo.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A bar on a terminal, from the second second on; nothing anywhere else. Not thread-safe. */
final class Progress {
    private static final int WIDTH = 24;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final Terminal terminal;
    private final String noun;
    private final long begin = System.nanoTime();
    private long next = begin + TimeUnit.SECONDS.toNanos(1);
    private boolean shown;

    Progress(Terminal terminal) {
        this(terminal, "record");
    }

    /** @param noun what is counted */
    Progress(Terminal terminal, String noun) {
        this.terminal = terminal;
        this.noun = noun;
    }

    /** @param size bytes in all; negative when unknown */
    void at(long records, long bytes, long size) {
        if (!terminal.errIsTerminal()) {
            return;
        }
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + PAUSE;
        shown = true;
        double seconds = (now - begin) / 1e9;
        StringBuilder bar = new StringBuilder("\r");
        if (size > 0) {
            double share = Math.min(1, (double) bytes / size);
            int full = (int) (share * WIDTH);
            bar.append('[')
                    .append("#".repeat(full))
                    .append(".".repeat(WIDTH - full))
                    .append("] ");
            bar.append((int) (100 * share)).append(" %  ");
            bar.append((long) Math.ceil(seconds * (1 - share) / Math.max(share, 1e-9)))
                    .append(" s left  ");
        }
        bar.append(ScoreSummary.count(records, noun));
        bar.append(String.format(Locale.ROOT, ", %,.0f/s   ", records / seconds));
        terminal.err().print(bar);
    }

    /** Removes the bar, so that a line can be said. */
    void clear() {
        if (shown) {
            terminal.err().print("\r" + " ".repeat(78) + "\r");
            shown = false;
        }
    }
}

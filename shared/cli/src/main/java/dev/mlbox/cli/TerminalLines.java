package dev.mlbox.cli;

import dev.mlbox.engine.narration.Lines;
import java.io.PrintStream;

/** Lines on a terminal, the last one redrawn; or plain lines where nobody is looking. */
final class TerminalLines implements Lines {
  private static final int WIDTH = 110;
  private static final String CLEAR = "\r\033[2K";

  private final PrintStream out;
  private final boolean live;
  private boolean open;

  TerminalLines(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public void keep(String line) {
    if (open) {
      out.print(CLEAR);
      open = false;
    }
    out.println(line);
  }

  @Override
  public void show(String line) {
    if (live) {
      String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
      out.print(CLEAR + cut);
      out.flush();
      open = true;
    }
  }

  @Override
  public boolean isLive() {
    return live;
  }
}
